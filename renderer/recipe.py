"""What to draw: digests and numbers only, so that a recipe can cross a process boundary and name its results.

Everything here is frozen and JSON-ready. Bytes (models, textures, artworks, environments) live in a
`renderer.store.Store` and are named by their SHA-256, a *blob*.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Blob = str
"""SHA-256, 64 hex digits, of bytes in the store."""

MaterialFragment = dict[str, Any]
"""A glTF 2.0 material object (https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#reference-material) in which
each textureInfo has `"blob": <sha256 of a PNG or JPEG>` in place of `"index"`; factors are linear, as glTF has them."""


EngineName = Literal["studio", "draft", "reference"]
TRANSPARENT, ENVIRONMENT = "transparent", "environment"
BACKGROUND = r"^(transparent|environment|#[0-9a-fA-F]{6}|gradient\(#[0-9a-fA-F]{6},#[0-9a-fA-F]{6}\))$"
BACKGROUNDS = "Write transparent, environment, a colour such as #f4f4f2, or gradient(#f4f4f2,#c9c9c4) from top down"
"""What a background may say, for whoever wrote another."""


def _as_background(words: object) -> object:
    """`words` without spaces, so that one background has one name; raises what pydantic reports."""
    tight = words.replace(" ", "") if isinstance(words, str) else ""
    if not re.match(BACKGROUND, tight):
        raise PydanticCustomError("background", BACKGROUNDS)
    return tight


Background = Annotated[str, BeforeValidator(_as_background), StringConstraints(pattern=BACKGROUND)]


class Frozen(BaseModel):
    """A value that never changes and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Coordinate = Annotated[float, Field(ge=-1e6, le=1e6)]


class Camera(Frozen):
    """A pinhole camera: metres, Y up, vertical field of view in degrees."""

    position: tuple[Coordinate, Coordinate, Coordinate]
    target: tuple[Coordinate, Coordinate, Coordinate]
    up: tuple[Coordinate, Coordinate, Coordinate] = (0.0, 1.0, 0.0)
    vertical_fov_deg: float = Field(gt=0.1, lt=170.0)


class Shot(Frozen):
    """One picture to take: who looks from where, under which light, before which background."""

    name: str
    camera: Camera
    width: int = Field(ge=16, le=4096)
    height: int = Field(ge=16, le=4096)
    environment: Blob
    """An equirectangular Radiance HDR, oriented as three.js has it."""
    background: Background = "transparent"
    ground: bool = True
    """Whether a soft shadow is caught by the plane y = 0."""
    engine: EngineName = "studio"
    """What draws; see `renderer.engines`."""


class SlotMaterial(Frozen):
    """The swatch that fills a material slot."""

    name: str
    material: MaterialFragment


class DecalRecipe(Frozen):
    """One artwork on one zone. Millimetres in the zone's frame: origin at its centre, +x right, +y up."""

    zone: str
    artwork: Blob
    """An SVG of exactly `width_mm` × `height_mm`, made safe by `renderer.artwork`."""
    width_mm: float = Field(gt=0)
    height_mm: float = Field(gt=0)
    center_mm: tuple[float, float] = (0.0, 0.0)
    finish: str = "painted"
    layer: int = 0
    """Decals on one zone are stacked by layer, lowest first."""


class SceneRecipe(Frozen):
    """A configuration, ready to assemble."""

    product: str
    base_model: Blob
    hidden_nodes: tuple[str, ...] = ()
    """Names of nodes that are not part of this configuration; their children go with them."""
    slots: dict[str, SlotMaterial] = {}
    """Material slot (the base model's material name) → swatch. Slots not named keep the base model's material."""
    decals: tuple[DecalRecipe, ...] = ()
