"""`materials/swatches/<family>.toml`: what surfaces are made of."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from configurator.catalog.text import Name
from renderer.recipe import Frozen

HexColor = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]


class Textures(BaseModel):
    """Tileable pictures by glTF textureInfo name, each tile `tile_mm` wide; `…Scale` and `…Strength` ride along."""

    model_config = ConfigDict(frozen=True, extra="allow")

    tile_mm: float = Field(gt=0)
    tinted: bool = False
    """Whether `baseColorTexture` multiplies the swatch's colour; otherwise it carries the colour itself."""

    @property
    def files(self) -> dict[str, str]:
        """textureInfo name → file name, in alphabetical order."""
        extra = self.model_extra or {}
        return {name: str(extra[name]) for name in sorted(extra) if name.endswith("Texture")}

    @property
    def factors(self) -> dict[str, float]:
        """`normalScale`, `occlusionStrength`, `clearcoatNormalScale` where given."""
        extra = self.model_extra or {}
        return {name: float(extra[name]) for name in sorted(extra) if not name.endswith("Texture")}


class Swatch(Frozen):
    """A material that can be ordered."""

    code: str
    name: Name
    family: str
    finish: str
    color: HexColor
    """sRGB, as seen under D65."""
    lab: tuple[float, float, float]
    """CIELAB, D65, 2°."""
    supplier: str
    price_group: str
    text: str = ""
    material: dict[str, Any] = Field(default_factory=dict)
    """glTF 2.0 material verbatim; its baseColorFactor comes from `color`."""
    textures: Textures | None = None


class SwatchFile(Frozen):
    """One file of swatches."""

    items: tuple[Swatch, ...] = Field(alias="swatches")
