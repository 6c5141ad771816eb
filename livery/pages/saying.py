"""What the configurator says of a configuration beside what the API answers."""

from datetime import date

from pydantic import BaseModel

from configurator.describe import describe_shot, headline
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.choice import CustomMatch
from configurator.resolve.order import Order
from livery.api.service import Service
from livery.pages.lying import Laid, Likeness, laid_by, zones_of


class Words(BaseModel):
    """Words and figures for one state of the page."""

    headline: str
    alts: dict[str, str]
    """Shot → what its picture shows."""
    mixed: dict[str, CustomMatch]
    """Feature → the swatch nearest to its custom colour."""
    zones: dict[str, Likeness | None]
    """None where this configuration does not have it."""
    laid: tuple[Laid, ...]
    """All that can be drawn, whether it goes together or not."""
    arrives_on: date | None


def words(service: Service, order: Order, tenant: str) -> Words:
    """What can be said of `order`; of one that does not go together, what holds all the same."""
    try:
        resolved = service.resolve(order.configuration, tenant)
    except ConfigurationInvalid:
        resolved = None
    return Words(
        headline=headline(resolved) if resolved else order.product.name,
        alts=_alts(resolved) if resolved else {},
        mixed={choice.feature: choice.custom for choice in order.choices if choice.custom},
        zones=zones_of(order),
        laid=laid_by(order),
        arrives_on=service.foresee(resolved).arrives_on if resolved else None,
    )


def _alts(resolved: ResolvedConfiguration) -> dict[str, str]:
    return {plan.name: describe_shot(resolved, plan) for plan in resolved.product.shots}
