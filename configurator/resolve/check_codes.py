"""Is every discount code known, and does it count for this order?"""

from configurator.catalog.prices import Discount
from configurator.price.reductions import applies
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order


def check_codes(order: Order, findings: Findings) -> None:
    """Note DISCOUNT_UNKNOWN and DISCOUNT_NOT_HERE. No suggestion is made: codes are for those who were given one."""
    by_code = {discount.code: discount for discount in order.price_list.discounts if discount.code}
    for index, code in enumerate(order.configuration.discount_codes):
        path: tuple[str | int, ...] = ("discount_codes", index)
        if code not in by_code:
            message = f"There is no discount code {code[:40]!r}. Check how it is spelled, or leave it out."
            findings.violate("DISCOUNT_UNKNOWN", path, message)
        elif not applies(by_code[code], order.basket):
            message = f"{code} does not count for this order: it is {_conditions(by_code[code])}. Leave it out."
            findings.violate("DISCOUNT_NOT_HERE", path, message)


def _conditions(discount: Discount) -> str:
    when = discount.when
    parts = [
        f"for {', '.join(when.markets)}" if when.markets else "",
        f"from {when.start}" if when.start else "",
        f"until {when.until}" if when.until else "",
        f"from {when.season.start} to {when.season.until} of each year" if when.season else "",
        f"for {when.min_quantity} or more" if when.min_quantity else "",
        f"for {when.max_quantity} at most" if when.max_quantity else "",
        "for certain options" if discount.given else "",
    ]
    return ", ".join(part for part in parts if part)
