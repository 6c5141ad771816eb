"""What is made for this customer alone: by zone, area, stitches and colours."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from configurator.catalog.prices import FinishPrice
from configurator.price.basket import Basket
from configurator.price.breakdown import PriceLine, each

if TYPE_CHECKING:
    from configurator.resolve.personalization import ResolvedPersonalization

MM2_PER_DM2 = Decimal(10_000)


def personal(basket: Basket) -> Iterator[PriceLine]:
    """A line a zone; its reason lists what it is made up of."""
    for wanted in basket.personalizations:
        finish = basket.prices.personalization[wanted.finish]
        parts = [*_parts(wanted, finish)]
        if reach := basket.prices.zones.get(wanted.zone.id):
            parts.append(("hard to reach", reach))
        reason = ", ".join([finish.name, *(words for words, _ in parts)])
        unit = finish.each + sum((amount for _, amount in parts), Decimal("0.00"))
        label = f"{wanted.zone.name}: {wanted.title}"
        yield each("personalization", label, reason, unit, basket.situation.quantity, f"zone:{wanted.zone.id}")


def _parts(wanted: ResolvedPersonalization, finish: FinishPrice) -> Iterator[tuple[str, Decimal]]:
    if finish.per_dm2:
        count = begun(area_mm2(wanted) / MM2_PER_DM2)
        yield f"{count} dm²", count * finish.per_dm2
    if finish.per_1000_stitches:
        yield (
            f"{wanted.stitches:,} stitches",
            begun(Decimal(wanted.stitches) / 1000) * finish.per_1000_stitches,
        )
    more = max(0, len(wanted.colors) - finish.colors_included)
    if finish.per_color and more:
        yield f"{len(wanted.colors)} colours", more * finish.per_color


def area_mm2(wanted: ResolvedPersonalization) -> Decimal:
    """The artwork's rectangle, its sides to a tenth of a millimetre, so that no float decides about money."""
    width, height = (Decimal(round(side * 10)) / 10 for side in (wanted.width_mm, wanted.height_mm))
    return width * height


def begun(count: Decimal) -> int:
    """`count`, what is begun counted whole."""
    return int(count.to_integral_value(ROUND_CEILING))
