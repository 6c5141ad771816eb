"""Has another price list come into force since?"""

from datetime import date

from configurator.money import money
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order


def warn_of_newer_prices(order: Order, on: date | None, findings: Findings) -> None:
    """Warn PRICE_LIST_NEWER where the list in force on day `on` makes it cost something else, with both amounts."""
    book = order.catalog.prices[order.product.id]
    newer = book.in_force(on) if on else None
    if newer is None or newer.id == order.price_list.id or order.situation.market not in newer.markets:
        return
    then, now = order, order.by(newer)
    if then.total != now.total:
        message = (
            f"By price list {then.price_list.id}, which it keeps, it is {money(then.total, then.prices.currency)}; "
            f"by list {newer.id}, in force on {on}, {money(now.total, now.prices.currency)}."
        )
        findings.warn("PRICE_LIST_NEWER", ["price_list"], message, [newer.id])
