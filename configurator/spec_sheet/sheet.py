"""The spec sheet as data. Nothing in it depends on when or where it was made."""

from datetime import date
from typing import Any, Final, Literal

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from configurator.language import LanguageCode
from configurator.price import PriceBreakdown
from configurator.resolve.resolved import BillLine
from configurator.spec_sheet.agreement import Agreement
from configurator.violation import Warning
from renderer.proof.pieces import Lost
from renderer.proof.told import Farthest
from renderer.recipe import Blob, Frozen

SCHEMA: Final = "livery.spec-sheet/1"


class SheetProduct(Frozen):
    """What was configured."""

    id: str
    name: str
    description: str
    size_mm: tuple[float, float, float]
    """Width, height, depth."""
    copyright: str


class SheetTexture(Frozen):
    """The picture of a swatch's surface, by digest."""

    base_color: Blob | None
    normal: Blob | None
    tile_mm: float
    tinted: bool


class SheetSwatch(Frozen):
    """A material with what is needed to order it and to hold it against a sample."""

    code: str
    name: str
    family: str
    finish: str
    color: str
    """sRGB `#rrggbb`."""
    lab: tuple[float, float, float]
    """CIELAB, D65, 2°."""
    supplier: str
    texture: SheetTexture | None


class SheetCustomColor(Frozen):
    """A colour of the customer's own, and how far the nearest swatch is from it."""

    color: str
    nearest: str
    nearest_name: str
    delta_e: float
    """CIEDE2000."""


class SheetSelection(Frozen):
    """One feature and what was chosen for it."""

    feature: str
    feature_name: str
    option: str
    name: str
    text: str
    brings: Literal["swatch", "part", "finish", "nothing"]
    swatch: SheetSwatch | None
    surface: SheetSwatch | None
    """Of a named option that fills a slot: that slot's swatch, as an illustration."""
    custom: SheetCustomColor | None


class SheetGround(Frozen):
    """What a personalization lies on."""

    slot: str
    swatch: str
    name: str
    color: str


class SheetProof(Frozen):
    """What was read back of an artwork from one file."""

    subject: str
    """The file."""
    off_mm: float | None
    """How far outlines lie apart from what was drawn; None where the artwork was not found."""
    common: float
    """Ink in common with what was drawn, as a part of all ink."""
    allowed_mm: float
    ok: bool
    lost: tuple[Lost, ...] = ()
    farthest: Farthest | None = None
    """Where that does not hold: the place where outlines lie farthest apart."""


class SheetPersonalization(Frozen):
    """One artwork as it will be made; millimetres."""

    zone: str
    zone_name: str
    kind: Literal["text", "logo", "decal"]
    title: str
    text: str
    font: str
    font_name: str
    colors: tuple[str, ...]
    ink_names: dict[str, str] = Field(default_factory=dict)
    """sRGB → what a colour was ordered by, where that is a name."""
    source: str
    source_sha256: Blob | None
    finish: str
    finish_name: str = ""
    """As the price list has it; empty on sheets from before it was written down."""
    width_mm: float
    height_mm: float
    center_mm: tuple[float, float] = (0.0, 0.0)
    """The artwork's middle from the zone's: to the right and up."""
    artwork_sha256: Blob
    ground: SheetGround | None
    proof: tuple[SheetProof, ...] = ()
    """Empty where nothing was read back."""

    @model_serializer(mode="wrap")
    def _without_defaults(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What stands in the middle says no place, and what was not written down no name of its finish: so did sheets
        from before there were such things."""
        fields: dict[str, Any] = write(self)
        silent = {"center_mm": (0.0, 0.0), "finish_name": ""}
        unsaid = {name for name, value in silent.items() if getattr(self, name) == value}
        return {name: value for name, value in fields.items() if name not in unsaid}


class SheetAsset(Frozen):
    """A file that lies beside the sheet, named relative to it."""

    name: str
    media_type: str
    sha256: Blob
    bytes: int
    made_from: dict[str, str]
    role: Literal["hero", "view", "close-up", "model", "drawing", "document"]
    title: str
    alt: str
    width: int | None = None
    height: int | None = None
    zone: str | None = None
    background: str | None = None
    """What a picture stands on, where that is a colour."""


class SheetLook(Frozen):
    """How far a model file looks from the preview: means over the product, drawn by one engine from one camera."""

    subject: str
    """The file."""
    engine: str
    delta_e: float
    """CIEDE2000."""
    allowed_delta_e: float
    flip: float
    """FLIP, 0 to 1: https://research.nvidia.com/flip."""
    allowed_flip: float
    ok: bool


class SpecSheet(Frozen):
    """One revision of a specification."""

    model_config = ConfigDict(populate_by_name=True)

    schema_id: Literal["livery.spec-sheet/1"] = Field(default=SCHEMA, alias="schema")
    revision: int = 1
    language: LanguageCode = "en"
    """Of its page and its document."""
    translations: dict[str, str] = Field(default_factory=dict)
    """The author's words, as they are here, in that language."""
    product: SheetProduct
    configuration_sha256: Blob
    """Over the configuration and the digests of the files it names."""
    headline: str
    summary: str
    quantity: int
    market: str
    market_name: str
    selections: tuple[SheetSelection, ...]
    personalizations: tuple[SheetPersonalization, ...]
    price: PriceBreakdown
    bill_of_materials: tuple[BillLine, ...]
    assets: tuple[SheetAsset, ...]
    looks: tuple[SheetLook, ...] = ()
    """Empty where nobody compared."""
    warnings: tuple[Warning, ...]
    link: str = ""
    """Where a phone finds the model; empty where nobody serves it."""
    arrives_on: date | None = None
    agreement: Agreement | None = None
