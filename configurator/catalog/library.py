"""The shorter lists of `materials/`: decals, environments and fonts."""

from importlib.util import find_spec
from pathlib import Path

from pydantic import Field

from configurator.catalog.product import Name
from renderer.recipe import Frozen


class Decal(Frozen):
    """A ready-made graphic (SVG) that can be put on a zone."""

    code: str
    name: Name
    text: str = ""
    file: str
    price_group: str = "A"


class DecalFile(Frozen):
    """`materials/decals/decals.toml`."""

    items: tuple[Decal, ...] = Field(alias="decals")


class Environment(Frozen):
    """Light from all around, an equirectangular Radiance HDR."""

    code: str
    name: Name
    text: str = ""
    file: str


class EnvironmentFile(Frozen):
    """`materials/environments/environments.toml`."""

    items: tuple[Environment, ...] = Field(alias="environments")


class Font(Frozen):
    """A font for personalization, shipped by a Python package."""

    code: str
    name: Name
    style: str = ""
    text: str = ""
    package: str
    file: str

    @property
    def path(self) -> Path | None:
        """Where the font file lies; None where its package is not installed or lacks it."""
        spec = find_spec(self.package.replace("-", "_"))
        folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
        candidates = (folder / inner / self.file for folder in folders for inner in ("", "files"))
        return next((path for path in candidates if path.is_file()), None)


class FontFile(Frozen):
    """`materials/fonts.toml`."""

    items: tuple[Font, ...] = Field(alias="fonts")
