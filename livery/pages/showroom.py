"""What the configurator shows of a product, seen from a configuration."""

from collections.abc import Iterator
from dataclasses import dataclass

from configurator.catalog.product import Feature, ShotPlan
from configurator.catalog.swatch import Swatch
from configurator.offer import FeatureOffer, OptionOffer, offers
from configurator.resolve.choice import Choice
from configurator.resolve.fill_slots import fill_slots
from configurator.resolve.find_zones import find_zones
from configurator.resolve.order import Order
from configurator.resolve.personalization import ResolvedZone


@dataclass(frozen=True)
class Chip:
    """How an option looks at the size of a thumbnail."""

    color: str
    """sRGB."""
    family: str
    picture: str | None
    """Address of its surface, where a plain colour does not say it all."""


@dataclass(frozen=True)
class Facet:
    """One option of a feature."""

    offer: OptionOffer
    text: str
    chip: Chip | None


@dataclass(frozen=True)
class Choosing:
    """One feature with all that can be chosen."""

    feature: Feature
    choice: Choice
    facets: tuple[Facet, ...]

    @property
    def swatches(self) -> bool:
        """Whether it is chosen by the look of surfaces alone."""
        return bool(self.feature.swatches)


@dataclass(frozen=True)
class Group:
    """Features that belong together for whoever chooses."""

    id: str
    title: str
    features: tuple[Choosing, ...]


@dataclass(frozen=True)
class Place:
    """A zone: words about it, and what the model says, where this configuration has it."""

    id: str
    name: str
    text: str
    max_characters: int
    found: ResolvedZone | None


def groups(order: Order) -> tuple[Group, ...]:
    """Surfaces first, then parts; a group without features is left out."""
    slots = fill_slots(order.product, order.choices, order.catalog)
    rows = zip(order.product.features, order.choices, offers(order), strict=True)
    found = [_choosing(*row, slots, order) for row in rows]
    surfaces = tuple(each for each in found if each.swatches)
    parts = tuple(each for each in found if not each.swatches)
    named = (Group("colors", "Colours and materials", surfaces), Group("equipment", "Equipment", parts))
    return tuple(group for group in named if group.features)


def places(order: Order) -> tuple[Place, ...]:
    """Every zone of the product, in its order."""
    found = find_zones(order.product, order.catalog.base_model(order.product), order.hidden, order.prices)
    return tuple(
        Place(zone.id, zone.name, zone.text, zone.max_characters, found.get(zone.id)) for zone in order.product.zones
    )


def views(order: Order) -> Iterator[ShotPlan]:
    """Shots worth a tab: the gallery, and a close-up of every zone, which is shown once something is there to see."""
    for plan in order.product.shots:
        if plan.gallery or plan.zone or plan is order.product.shots[0]:
            yield plan


def _choosing(
    feature: Feature, choice: Choice, offer: FeatureOffer, slots: dict[str, Swatch], order: Order
) -> Choosing:
    facets = tuple(
        Facet(each, _text(feature, each.code, order), _chip(feature, each.code, slots, order))
        for each in offer.options
        if each.code != feature.custom
    )
    return Choosing(feature, choice, facets)


def _text(feature: Feature, code: str, order: Order) -> str:
    option = feature.option(code)
    return option.text if option else order.catalog.swatches[code].text


def _chip(feature: Feature, code: str, slots: dict[str, Swatch], order: Order) -> Chip | None:
    option = feature.option(code)
    if option is None:
        return chip_of(order.catalog.swatches[code])
    filler = next(iter(option.fill.values()), "")
    swatch = slots.get(filler[1:]) if filler.startswith("@") else order.catalog.swatches.get(filler)
    return chip_of(swatch) if swatch and not option.show else None


def chip_of(swatch: Swatch) -> Chip:
    """The look of a swatch."""
    textured = swatch.textures is not None and bool(
        swatch.textures.files.keys() & {"baseColorTexture", "normalTexture"}
    )
    return Chip(swatch.color, swatch.family, f"/chips/swatches/{swatch.code}.webp" if textured else None)
