"""Are the files there that the materials are made of?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configurator.catalog.require import require_file

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog


def check_files(catalog: Catalog) -> None:
    """Raise `CatalogInvalid` for the first decal, environment, texture or font whose file is missing."""
    folder = catalog.materials
    for code, decal in catalog.decals.items():
        require_file(folder / "decals" / "decals.toml", f"{code}.file", folder / "decals" / decal.file)
    listed = folder / "environments" / "environments.toml"
    for code, environment in catalog.environments.items():
        require_file(listed, f"{code}.file", listed.parent / environment.file)
    for code, swatch in catalog.swatches.items():
        for name, file in swatch.textures.files.items() if swatch.textures else ():
            require_file(folder / "swatches", f"{code}.textures.{name}", folder / "swatches" / "textures" / file)
    for code, font in catalog.fonts.items():
        require_file(folder / "fonts.toml", f"{code}.file", font.path)
