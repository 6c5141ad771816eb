"""A personalization that can be made: its zone, its artwork, its finish."""

from typing import Any, Literal

from pydantic import Field

from renderer.recipe import Blob, Frozen

Vector = tuple[float, float, float]


class ResolvedZone(Frozen):
    """A zone of the base model as this configuration shows it; its frame is in metres and product axes."""

    id: str
    name: str
    width_mm: float
    height_mm: float
    safe_mm: float
    min_text_mm: float
    finishes: tuple[str, ...]
    max_colors: int
    center: Vector
    right: Vector
    up: Vector
    normal: Vector
    slot: str
    """The material slot under its centre."""

    @property
    def safe_box_mm(self) -> tuple[float, float]:
        """Width and height within its safe margin."""
        return self.width_mm - 2 * self.safe_mm, self.height_mm - 2 * self.safe_mm


class ResolvedPersonalization(Frozen):
    """One artwork on one zone."""

    index: int
    """Its place in the configuration."""
    kind: Literal["text", "logo", "decal"]
    zone: ResolvedZone
    title: str
    """What it is in a few words: the text in quotes, the file's or decal's name."""
    text: str = ""
    font: str = ""
    font_name: str = ""
    color: str = ""
    wishes: dict[str, Any] = Field(default_factory=dict)
    """What else was wished for the drawing, plain values by name; empty where it is drawn the plain way."""
    source: str = ""
    """File name of a logo or code of a decal."""
    source_digest: Blob | None = None
    finish: str
    finish_name: str = ""
    """What the price list calls that finish; every page and sheet does too."""
    svg: str
    """The artwork, exactly `width_mm` × `height_mm`."""
    width_mm: float
    height_mm: float
    colors: tuple[str, ...]
    """sRGB, most ink first."""
    ink_names: dict[str, str] = Field(default_factory=dict)
    """sRGB → what a colour was ordered by, where that is a swatch's or a palette's name."""
    center_mm: tuple[float, float] = (0.0, 0.0)
    """The artwork's middle from the zone's: to the right and up, as the reader sees it."""
    layer: int = 0
    """How many artworks of the configuration lie on the zone before it."""
    stitches: int = 0
    """How many an embroidery takes; 0 for other finishes."""
