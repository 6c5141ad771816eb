"""What a customer chose, as a configuration file has it; whether it can be built is for `configurator.resolve`."""

from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PrivateAttr,
    StrictBool,
    StrictInt,
    Tag,
    ValidationError,
    field_validator,
)
from pydantic_core import PydanticCustomError

from configurator.errors import ConfigurationInvalid
from configurator.json_input import explain, parse_json
from configurator.language import LanguageCode
from configurator.lettering_choice import LetteringChoice
from configurator.place_choice import PlaceChoice
from renderer.recipe import Frozen

SHORT = 200
LONG = 2_000
"""Characters a field may have; what a zone takes is the product's to say."""

Short = Annotated[str, Field(max_length=SHORT)]


class CustomColor(Frozen):
    """A colour outside the catalog, with the name its owner gives it."""

    custom: Short
    """sRGB `#rrggbb`."""
    name: Annotated[str, Field(max_length=60)] | None = None


def _kind_of_selection(value: object) -> str | None:
    if isinstance(value, CustomColor | dict):
        return "custom"
    return "option" if isinstance(value, str) else None


Selection = Annotated[
    Annotated[Short, Tag("option")] | Annotated[CustomColor, Tag("custom")], Discriminator(_kind_of_selection)
]
"""The code of an option or swatch, or a custom colour."""


def _written_day(value: object) -> object:
    """Numbers are no days, though a library would take them for seconds since 1970."""
    if isinstance(value, str | date) or value is None:
        return value
    raise PydanticCustomError("date_type", "a day")


Day = Annotated[date, BeforeValidator(_written_day)]
"""`2026-11-22`."""


class TextPersonalization(LetteringChoice, PlaceChoice):
    """Words on a zone, in a font of the catalog."""

    kind: Literal["text"]
    zone: Short
    text: Annotated[str, Field(max_length=LONG)]
    font: Short
    color: Short
    """sRGB `#rrggbb`, `lab(L a b)`, a swatch, or a name of the operator's palettes."""
    finish: Short = "painted"


class LogoPersonalization(PlaceChoice):
    """The customer's own SVG, PNG, JPEG or WebP on a zone."""

    kind: Literal["logo"]
    zone: Short
    file: Short
    """A path relative to the configuration file, inside its folder."""
    finish: Short = "painted"
    remove_background: StrictBool = False
    """Take away the one flat colour that surrounds the logo."""
    max_colors: Annotated[StrictInt, Field(ge=1, le=12)] | None = None
    """Merge its shades into so many inks or threads."""
    mirrored: StrictBool = False


class DecalPersonalization(PlaceChoice):
    """A ready-made graphic of the catalog on a zone."""

    kind: Literal["decal"]
    zone: Short
    decal: Short
    finish: Short = "vinyl"
    mirrored: StrictBool = False
    """For the other side."""
    colors: dict[Short, Short] = Field(default_factory=dict, max_length=12)
    """Its own colours, `#rrggbb`, → the ones that it is to have, written as a text's."""


Personalization = Annotated[
    TextPersonalization | LogoPersonalization | DecalPersonalization, Field(discriminator="kind")
]


def _code(name: object, among: Container[object]) -> object:
    shouted = isinstance(name, str) and name.isupper() and name.lower() not in among
    return str(name).lower() if shouted else name


class Configuration(Frozen):
    """A configuration file, read but not judged."""

    product: Short
    selections: dict[str, Selection] = Field(default_factory=dict)
    """Feature → what is selected; features not named take their default."""
    personalizations: tuple[Personalization, ...] = Field(default=(), max_length=40)
    quantity: StrictInt = 1
    market: Short = "US"
    language: LanguageCode | None = None
    """Of documents; without it the market's."""
    ordered_on: Day | None = None
    """The day by which dated rules and prices are judged; without it the caller says which."""
    price_list: Short | None = None
    """The list it was priced by and keeps; without it the one in force."""
    discount_codes: tuple[Short, ...] = Field(default=(), max_length=5)
    _folder: Path | None = PrivateAttr(default=None)

    @field_validator("selections", mode="before")
    @classmethod
    def _codes(cls, selections: object) -> object:
        """`BODY_COLOR`, as shops' systems write a feature, is `body_color`."""
        if not isinstance(selections, dict):
            return selections
        return {_code(name, selections): selected for name, selected in selections.items()}

    @property
    def folder(self) -> Path | None:
        """Where the files that it names lie; None where no file can be read. No part of what was chosen."""
        return self._folder

    def beside(self, folder: Path | None) -> Self:
        """This configuration with its files in `folder`."""
        moved = self.model_copy()
        moved._folder = folder
        return moved


_FIELDS = {
    "": Configuration.model_fields,
    "custom": CustomColor.model_fields,
    "text": TextPersonalization.model_fields,
    "logo": LogoPersonalization.model_fields,
    "decal": DecalPersonalization.model_fields,
}


def read_configuration(data: bytes, folder: Path | None = None) -> Configuration:
    """The configuration in a JSON text; raises `ConfigurationInvalid` with every field that cannot be understood.

    Files that personalizations name are looked up in `folder`, once the configuration is resolved.
    """
    parsed = parse_json(data)
    try:
        return Configuration.model_validate(parsed).beside(folder)
    except ValidationError as error:
        raise ConfigurationInvalid(explain(error, _FIELDS)) from None
