"""What goes in and out, as the OpenAPI document shows it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from configurator.configuration import Configuration
from configurator.offer import FeatureOffer
from configurator.review import State
from livery.api.problems import Problem, Violation
from livery.api.signing import MAX_SECONDS
from renderer.recipe import Background, Frozen

EXAMPLE: dict[str, Any] = {
    "product": "golf_cart",
    "selections": {"body_color": "paint.school-gold"},
    "personalizations": [
        {"zone": "side_left", "kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff"}
    ],
}
SIZES = (160, 320, 480, 640, 800, 1024, 1280, 1600, 2048)
"""That pages ask for."""
ALL_SIZES = tuple(sorted({*SIZES, 128, 256, 384, 512, 768, 1536, 3072, 4096}))
PictureKind = Literal["png", "jpg", "jpeg", "webp", "avif"]


def _of_the_few(size: int) -> int:
    if size not in ALL_SIZES:
        raise PydanticCustomError("size_unknown", "one of {sizes}", {"sizes": ", ".join(map(str, ALL_SIZES))})
    return size


Size = Annotated[int, AfterValidator(_of_the_few), WithJsonSchema({"type": "integer", "enum": list(ALL_SIZES)})]
"""Of the longer edge, in pixels: a few sizes, so that bakes are shared and nobody can ask for endless ones."""


class ProductSummary(BaseModel):
    """A product in a list."""

    id: str = Field(examples=["golf_cart"])
    name: str
    description: str
    href: str


class Products(BaseModel):
    """A page of products."""

    items: list[ProductSummary]
    next: str | None = Field(description="The cursor of the next page")


class Options(BaseModel):
    """What each feature can be, seen from a configuration."""

    features: list[FeatureOffer]
    combinations: int = Field(description="How many combinations of options are valid, exactly")


class Verdict(BaseModel):
    """Whether it can be built, what it costs, and what is wrong with it."""

    valid: bool
    violations: list[Violation]
    warnings: list[Violation]
    price: dict[str, Any] | None


class SavedConfiguration(Verdict):
    """One version of a saved configuration, with its verdict as of today, by the price list that it keeps."""

    id: str
    name: str
    version: int
    state: State
    configuration: Configuration
    created_at: datetime = Field(description="When this version was saved")
    created_by: str
    spec: str | None = Field(description="Where its sealed specification lies, once it is finalized")


class SavedSummary(BaseModel):
    """A saved configuration in a list: its newest version."""

    id: str
    name: str
    version: int
    state: State
    product: str
    total: Decimal | None
    currency: str | None
    created_at: datetime
    href: str


class SavedPage(BaseModel):
    """A page of saved configurations, the newest first."""

    items: list[SavedSummary]
    next: str | None


class PreviewWish(Frozen):
    """A picture to draw."""

    configuration: dict[str, Any] | str = Field(
        description="A configuration, or the id of a saved one", examples=[EXAMPLE]
    )
    shot: str | None = Field(default=None, max_length=200, description="The product's first where none is named")
    size: Size = Field(default=1024, strict=True, description="Pixels of the longer edge")
    background: Background | None = None
    format: PictureKind = "png"


class BuildWish(Frozen):
    """Everything to make: pictures, AR files and the spec sheet."""

    configuration: dict[str, Any] | str = Field(examples=[EXAMPLE])


class SignatureWish(Frozen):
    """An address to sign."""

    url: str = Field(max_length=4000, examples=["/v1/products/golf_cart/frames/hero/cart.webp?size=640"])
    seconds: int = Field(default=3600, strict=True, ge=1, le=MAX_SECONDS)


class Signed(BaseModel):
    """A signed address."""

    url: str


class UploadedFile(BaseModel):
    """A file for personalizations."""

    file: str = Field(description="What a logo's `file` names", examples=["3f…9a.svg"])
    bytes: int


class AssetLink(BaseModel):
    """Something that was made."""

    name: str
    media_type: str
    bytes: int
    sha256: str
    href: str


class Progress(BaseModel):
    """How far work has come."""

    total: int = 1
    done: int = 0
    running: list[str] = []


class JobStatus(BaseModel):
    """How a job stands."""

    id: str
    kind: str
    state: Literal["queued", "running", "done", "failed", "dead"]
    attempt: int
    progress: Progress
    seconds: float
    assets: list[AssetLink] = []
    result: str | None = Field(default=None, description="Of a finalization: where the specification lies")
    problem: Problem | None = None
    href: str
    events: str
