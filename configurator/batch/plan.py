"""A plan as its author writes it: `plan.toml`."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, StrictBool, StrictInt, StringConstraints, model_validator

from configurator.batch.templates import DEFAULT_NAME
from configurator.configuration import Day, Personalization, Selection, Short
from renderer.encode.format import FileFormat, MovieKind
from renderer.encode.xmp import Credits
from renderer.recipe import Background, EngineName, Frozen

MOST = 1_000_000
"""Combinations that one plan may have."""

Count = Annotated[StrictInt, Field(ge=1, le=MOST)]
Choices = dict[Short, tuple[Short, ...]]
"""Feature → the choices it may have; patterns as rules have them (`paint.satin-*`)."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_choices(value: object) -> object:
    return {name: _as_list(each) for name, each in value.items()} if isinstance(value, dict) else value


class _Ruled(Frozen):
    vary: tuple[Short, ...] = ()
    """Features that vary; without any, all do."""
    only: Annotated[Choices, BeforeValidator(_as_choices)] = Field(default_factory=dict)
    """What features are held to; one that does not vary and is not named here has its default."""


class EveryValid(_Ruled):
    """Every combination that keeps the rules."""

    choose: Literal["all"]
    at_most: Count = 100_000
    """Where there are more, the plan is refused: better than ten million pictures by mistake."""


class Sampled(_Ruled):
    """A fair draw among the valid ones, each at most once."""

    choose: Literal["sample"]
    count: Count
    seed: StrictInt = 1
    """Another seed draws others; the same one draws the same."""


class Covering(_Ruled):
    """As few as a library finds so that every valid pair (or triple) of options is in one of them."""

    choose: Literal["cover"]
    strength: Annotated[StrictInt, Field(ge=1, le=4)] = 2
    """2: pairs, 3: triples."""


class Listed(Frozen):
    """The ones in a CSV: a column a feature; `name`, `sku`, `gtin` and any other are for names and feeds."""

    choose: Literal["list"]
    file: Short


Chosen = Annotated[EveryValid | Sampled | Covering | Listed, Field(discriminator="choose")]


def _as_format(value: object) -> object:
    return {"kind": {"jpg": "jpeg", "tif": "tiff"}.get(value, value)} if isinstance(value, str) else value


Format = Annotated[FileFormat, BeforeValidator(_as_format)]
"""`"webp"`, or `{ kind = "webp", quality = 80 }`."""
Edge = Annotated[StrictInt, Field(ge=16, le=4096)]


def _as_edges(value: object) -> object:
    return [value] if isinstance(value, int) else value


Size = Annotated[tuple[Edge, ...], BeforeValidator(_as_edges), Field(min_length=1, max_length=2)]
"""Pixels along the longer edge, the shot's own proportions kept; or width and height."""


class Pictures(Frozen):
    """What is made of every combination: every shot in every size before every background in every format."""

    shots: tuple[Short, ...] = Field(default=("hero",), max_length=40)
    sizes: tuple[Size, ...] = Field(default=((1024,),), min_length=1, max_length=12)
    backgrounds: tuple[Background, ...] = Field(default=(), max_length=12)
    """Without any, the shot's own."""
    formats: tuple[Format, ...] = Field(default=(FileFormat(kind="webp"),), min_length=1, max_length=8)
    engine: EngineName | None = None
    """Without one, the shot's own."""


class Spin(Frozen):
    """A turn around the product, as frames and as moving pictures."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)] = "spin"
    frames: Literal[8, 12, 24, 36, 72] = 36
    rows: Annotated[tuple[Annotated[float, Field(ge=-10, le=85)], ...], Field(min_length=1, max_length=2)] = (9.0,)
    """Degrees above the horizon, a row each."""
    size: tuple[Edge, Edge] = (960, 720)
    background: Background = "#f4f4f2"
    environment: Short = "softbox_studio"
    ground: StrictBool = True
    engine: EngineName = "studio"
    vertical_fov_deg: Annotated[float, Field(ge=5, le=90)] = 24.0
    formats: tuple[Format, ...] = Field(default=(FileFormat(kind="webp"),), min_length=1, max_length=4)
    """Of the frames; movies are made of the first, so `"png"` keeps them sharpest."""
    movies: tuple[MovieKind, ...] = ()
    frames_per_second: Annotated[float, Field(ge=1, le=60)] = 12.0


class Framing(Frozen):
    """Cameras set by what they see in place of the product's own, alike for every combination and every product."""

    shots: tuple[Short, ...] = ()
    """Which shots; without any, all."""
    fill: Annotated[float, Field(gt=0.2, le=0.98)] = 0.86
    """Part of the picture that the largest combination takes, along the edge where it is nearest."""
    scale_mm: Annotated[float, Field(gt=0)] | None = None
    """Millimetres from edge to edge of the picture at the product's middle, so that all catalogs have one scale."""


class Naming(Frozen):
    """What files are called; see `configurator.batch.templates`."""

    file: Annotated[str, StringConstraints(min_length=1, max_length=300)] = DEFAULT_NAME
    spin: Annotated[str, StringConstraints(min_length=1, max_length=300)] = "{product}/{number}/{shot}/{frame}.{ending}"
    """Of a spin's frames."""
    movie: Annotated[str, StringConstraints(min_length=1, max_length=300)] = "{product}/{number}/{shot}.{ending}"


class Watermark(Frozen):
    """A picture laid into a corner of every picture."""

    file: Short
    """A PNG or WebP beside the plan."""
    width: Annotated[float, Field(gt=0, le=1)] = 0.16
    """Part of the picture's width."""
    opacity: Annotated[float, Field(gt=0, le=1)] = 0.5
    corner: Literal["bottom-right", "bottom-left", "top-right", "top-left", "middle"] = "bottom-right"


class Shop(Frozen):
    """What feeds for shops say beside the pictures."""

    media_url: Annotated[str, StringConstraints(pattern=r"^https?://.+/$", max_length=300)]
    """Where the folder will be found; file names are added to it."""
    product_url: Annotated[str, StringConstraints(pattern=r"^https?://.+", max_length=300)]
    """A combination's page; placeholders as in file names."""
    brand: Short
    availability: Literal["in_stock", "out_of_stock", "preorder", "backorder"] = "in_stock"
    condition: Literal["new", "refurbished", "used"] = "new"
    variants: Annotated[tuple[Short, ...], Field(max_length=3)] = ()
    """Features that a shop offers as its options; without any, the first three that vary."""


class Plan(Frozen):
    """A batch of pictures."""

    product: Short
    market: Short = "US"
    on: Day | None = None
    """The day by which dated rules are judged; without it the day of the run."""
    combinations: Chosen
    pictures: Pictures = Pictures()
    spins: tuple[Spin, ...] = Field(default=(), max_length=4)
    framing: Framing | None = None
    naming: Naming = Naming()
    watermark: Watermark | None = None
    credits: Credits = Credits()
    content_credentials: StrictBool = False
    """Sign every file, with the operator's key: C2PA."""
    shop: Shop | None = None
    selections: dict[Short, Selection] = Field(default_factory=dict)
    """Of every combination: custom colours, which no list of options holds."""
    personalizations: tuple[Personalization, ...] = Field(default=(), max_length=40)
    """On every combination."""
    _folder: Path = PrivateAttr(default=Path())

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not self.pictures.shots and not self.spins:
            raise ValueError("the plan has neither `pictures.shots` nor `[[spins]]`: nothing would be drawn")
        return self

    @property
    def folder(self) -> Path:
        """Where the files that it names lie."""
        return self._folder

    def beside(self, folder: Path) -> Self:
        """This plan with its files in `folder`."""
        moved = self.model_copy()
        moved._folder = folder
        return moved
