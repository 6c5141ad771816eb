"""Which price list counts, and whether another would by now."""

from datetime import date

from configurator.catalog.prices import PriceBook, PriceList
from configurator.configuration import Configuration
from configurator.resolve.findings import Findings
from renderer.closest import closest


def find_prices(configuration: Configuration, book: PriceBook, day: date | None, findings: Findings) -> PriceList:
    """The list that the configuration names, else the one in force on `day`; the last one where there is neither."""
    if configuration.price_list is not None:
        return _named(configuration.price_list, book, findings)
    found = book.in_force(day)
    if found is None:
        held = "; ".join(map(_term, book.lists))
        message = f"No price list is in force on {day}. There are {held}. Name one as price_list."
        findings.violate("PRICE_LIST_NONE", ["ordered_on"], message, [each.id for each in reversed(book.lists)])
    return found or book.lists[-1]


def _named(list_id: str, book: PriceBook, findings: Findings) -> PriceList:
    found = book.named(list_id)
    if found is None:
        known = [each.id for each in reversed(book.lists)]
        message = f"There is no price list {list_id[:60]!r}; there are {', '.join(known)}."
        findings.violate("PRICE_LIST_UNKNOWN", ["price_list"], message, closest(list_id, known))
    return found or book.lists[-1]


def _term(each: PriceList) -> str:
    begins = f" from {each.valid_from}" if each.valid_from else ""
    return f"{each.id}{begins}{f' until {each.valid_until}' if each.valid_until else ''}"
