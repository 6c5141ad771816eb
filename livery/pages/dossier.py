"""A saved configuration with everything that a person wants to see of it before they agree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from configurator.availability import Delivery
from configurator.catalog.product import Product, ShotPlan
from configurator.catalog.swatch import Swatch
from configurator.describe import describe_shot, headline
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.choice import Choice
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.review import Saved
from configurator.violation import Violation
from livery.api.errors import not_found
from livery.api.service import Service
from livery.pages.showroom import Chip, chip_of


@dataclass(frozen=True)
class Item:
    """One selection in words, with its look."""

    name: str
    choice: str
    code: str
    note: str
    chip: Chip | None


@dataclass(frozen=True)
class View:
    """One picture to show."""

    shot: str
    title: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Dossier:
    """What is known of a saved configuration; without `resolved`, why it cannot be built."""

    saved: Saved
    product: Product
    resolved: ResolvedConfiguration | None
    violations: tuple[Violation, ...]
    delivery: Delivery | None

    @property
    def headline(self) -> str:
        """What makes it special."""
        return headline(self.resolved) if self.resolved else self.product.name

    @property
    def items(self) -> tuple[Item, ...]:
        """Every selection, in the product's order."""
        return tuple(self._item(choice, self.resolved) for choice in self.resolved.choices) if self.resolved else ()

    @property
    def personal(self) -> tuple[ResolvedPersonalization, ...]:
        """What is made for this customer alone."""
        return self.resolved.personalizations if self.resolved else ()

    @property
    def views(self) -> tuple[View, ...]:
        """The first picture, the gallery, and a close-up of everything personal."""
        return tuple(self._views(self.resolved)) if self.resolved else ()

    @property
    def gallery(self) -> tuple[View, ...]:
        """More pictures of the whole; close-ups stand beside the words about them."""
        close = {plan.name for plan in self.product.shots if plan.zone}
        return tuple(view for view in self.views[1:] if view.shot not in close)

    def close_up(self, zone: str) -> View | None:
        """The picture of a zone."""
        names = {plan.zone: plan.name for plan in self.product.shots}
        return next((view for view in self.views if view.shot == names.get(zone)), None)

    def _views(self, resolved: ResolvedConfiguration) -> Iterator[View]:
        carried = {each.zone.id for each in resolved.personalizations}
        for plan in self.product.shots:
            if plan is self.product.shots[0] or plan.gallery or plan.zone in carried:
                yield view_of(plan, describe_shot(resolved, plan))

    @staticmethod
    def _item(choice: Choice, resolved: ResolvedConfiguration) -> Item:
        swatch = choice.swatch or _surface(choice, resolved)
        near = choice.custom
        note = f"Mixed for you. Nearest in the range: {near.nearest_name}, ΔE {near.delta_e}." if near else choice.text
        code = f"{choice.swatch.code} · {choice.swatch.color}" if choice.swatch else ""
        look = chip_of(swatch) if swatch else None
        # The picture of a surface is in the colour that it comes in.
        mixed = replace(look, picture=None) if look and near else look
        return Item(choice.feature_name, choice.option_name, code, note, mixed)


def dossier(service: Service, saved: Saved) -> Dossier:
    """All about a saved configuration, as of today, by the price list that it keeps."""
    if saved.configuration.product not in service.catalog.products:
        raise not_found("product of this configuration any more")
    resolved, violations = _judged(service, saved)
    return Dossier(
        saved=saved,
        product=service.catalog.products[saved.configuration.product],
        resolved=resolved,
        violations=violations,
        delivery=service.foresee(resolved, saved.id) if resolved else None,
    )


def view_of(plan: ShotPlan, alt: str) -> View:
    """A shot as a page shows it."""
    return View(plan.name, plan.title, alt, *plan.size)


def _judged(service: Service, saved: Saved) -> tuple[ResolvedConfiguration | None, tuple[Violation, ...]]:
    try:
        return service.resolve(saved.configuration, saved.tenant), ()
    except ConfigurationInvalid as error:
        return None, tuple(error.violations)


def _surface(choice: Choice, resolved: ResolvedConfiguration) -> Swatch | None:
    """Of an option that is a finish and no part: the swatch that it fills first."""
    feature = resolved.product.feature(choice.feature)
    option = feature.option(choice.option) if feature else None
    slot = next(iter(option.fill), None) if option and not option.show else None
    return resolved.slots.get(slot) if slot else None
