"""The shorter lists of `materials/`: decals, environments and fonts."""

from pydantic import Field

from configurator.catalog.text import Name
from renderer.artwork.fonts import Font
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


class FontEntry(Frozen):
    """A font for personalization, shipped by a Python package."""

    code: str
    name: Name
    style: str = ""
    package: str
    """As imported."""
    file: str
    scripts: tuple[str, ...] = ()
    variations: dict[str, float] = Field(default_factory=dict)
    """Axis → where on it."""

    @property
    def typeface(self) -> Font:
        """The font as artworks use it."""
        axes = tuple(sorted(self.variations.items()))
        return Font(self.code, self.name, self.style, self.package, self.file, self.scripts, axes)


class FontFile(Frozen):
    """`materials/fonts.toml`."""

    items: tuple[FontEntry, ...] = Field(alias="fonts")
