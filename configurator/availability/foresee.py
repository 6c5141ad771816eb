"""The delivery of an order, by what the product's plan, its stock and the reservations say."""

from collections.abc import Collection, Mapping
from datetime import date

from configurator.availability.delivery import Delivery, estimate_delivery, needed
from configurator.availability.reservations import Reservations
from configurator.availability.source import CsvSource, Supply, SupplySource
from configurator.catalog import Catalog
from configurator.resolve import ResolvedConfiguration


class UnknownStock:
    """The stock of a product of which nobody states any."""

    def supplies(self, items: Collection[str]) -> Mapping[str, Supply]:  # noqa: ARG002 - it is the same for all
        """Nothing is known of anything."""
        return {}


def stock_of(catalog: Catalog, product: str) -> SupplySource:
    """`models/<id>/supply.csv`; without it every item takes the usual time."""
    file = catalog.models / product / "supply.csv"
    return CsvSource(file) if file.exists() else UnknownStock()


def foresee(
    resolved: ResolvedConfiguration,
    catalog: Catalog,
    source: SupplySource,
    reservations: Reservations,
    on: date,
    reference: str = "",
) -> Delivery:
    """The delivery, not counting against it what is already set aside for `reference`."""
    left = reservations.left_of(source, list(needed(resolved)), reference)
    plan = catalog.production[resolved.product.id]
    return estimate_delivery(resolved, plan, left, reservations.slots(reference), on)


def counted_on(resolved: ResolvedConfiguration, promised: Delivery, source: SupplySource) -> dict[str, int]:
    """Of the items that `promised` takes from stock, and does not wait for: how many there are."""
    late = {wait.item for wait in promised.waits}
    known = source.supplies([item for item in needed(resolved) if item not in late])
    return {item: supply.in_stock for item, supply in known.items() if supply.lead_days}
