"""`models/<id>/product.toml`: what a product is, what can be chosen, how it is photographed."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from configurator.catalog.rule import Rule
from configurator.catalog.text import Code, Name
from configurator.language import LanguageCode
from renderer.recipe import Background, EngineName, Frozen

Vector = tuple[float, float, float]
Fill = dict[str, str]
"""Slot → swatch code, or `@slot`: whatever fills that slot."""


class Option(Frozen):
    """A named choice: the nodes it brings and the slots it fills."""

    code: Code
    name: Name
    text: str = ""
    show: tuple[str, ...] = ()
    fill: Fill = Field(default_factory=dict)
    size_mm: tuple[float, float, float] | None = None
    """What the product measures with this option, where that is more than its own `size_mm`."""


class Feature(Frozen):
    """One thing to choose: either a swatch for `slots`, or one of `options`."""

    code: Code
    name: Name
    text: str = ""
    default: str
    slots: tuple[str, ...] = ()
    swatches: tuple[str, ...] = ()
    """Codes or patterns of codes (`paint.*`)."""
    custom: str | None = None
    """The swatch that a custom colour is based on; without it custom colours are refused."""
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if bool(self.swatches) == bool(self.options):
            raise ValueError("a feature has either `swatches` or `options`")
        if self.swatches and not self.slots:
            raise ValueError("a feature with `swatches` names the `slots` they fill")
        return self

    def option(self, code: str) -> Option | None:
        """The option with this code."""
        return next((option for option in self.options if option.code == code), None)


class ShotCamera(Frozen):
    """A fixed camera: metres, Y up, vertical field of view in degrees."""

    position: Vector
    target: Vector
    vertical_fov_deg: float = Field(gt=0.1, lt=170)


class ShotPlan(Frozen):
    """A picture to take: by a fixed `camera`, or of a personalized `zone`, along its normal, framed by its size."""

    name: Code
    title: Name
    camera: ShotCamera | None = None
    zone: str | None = None
    size: tuple[Annotated[int, Field(ge=16, le=4096)], Annotated[int, Field(ge=16, le=4096)]]
    environment: str
    background: Background = "transparent"
    ground: bool = True
    gallery: bool = False
    engine: EngineName = "studio"

    @model_validator(mode="after")
    def _has_one_subject(self) -> Self:
        if (self.camera is None) == (self.zone is None):
            raise ValueError("a shot has either a `camera` or a `zone`")
        return self


class ZoneWords(Frozen):
    """A personalization zone for people; its geometry and limits are in the model, on the node `zone:<id>`."""

    id: str
    name: Name
    text: str = ""
    max_characters: int = Field(gt=0, le=500)


class Family(Frozen):
    """A curated set of options of one feature that one file shows, to be switched between."""

    code: Code
    name: Name
    feature: Code
    options: tuple[str, ...] = Field(min_length=2)
    """In the order in which they are offered."""


class Product(Frozen):
    """A product as its maker wrote it down."""

    id: Code
    name: Name
    description: str
    base: str
    size_mm: tuple[float, float, float]
    """Width (x), height (y), depth (z)."""
    placement: Literal["floor", "wall", "table"] = "floor"
    copyright: str = ""
    license: str = ""
    features: tuple[Feature, ...]
    shots: tuple[ShotPlan, ...]
    zones: tuple[ZoneWords, ...] = ()
    families: tuple[Family, ...] = ()
    fill: Fill = Field(default_factory=dict)
    """Swatches of slots that customers do not choose."""
    slot_names: dict[str, Name] = Field(default_factory=dict)
    """Slot → what people call the part of the product that it is."""
    rules: tuple[Rule, ...] = ()
    """What goes together and what does not."""
    translations: dict[LanguageCode, dict[str, str]] = Field(default_factory=dict)
    """Language → what is written here, in swatches and in price lists → the same in that language."""

    def slot_name(self, slot: str) -> str:
        """What people call a slot; its own name in plain letters where nobody said."""
        plain = slot.replace("_", " ").replace("-", " ").strip()
        return self.slot_names.get(slot, f"{plain[:1].upper()}{plain[1:]}")

    def feature(self, code: str) -> Feature | None:
        """The feature with this code."""
        return next((feature for feature in self.features if feature.code == code), None)

    def family(self, code: str) -> Family | None:
        """The family with this code."""
        return next((family for family in self.families if family.code == code), None)

    def zone(self, zone_id: str) -> ZoneWords | None:
        """The zone with this id."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)
