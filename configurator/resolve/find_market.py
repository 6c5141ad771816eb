"""Which price list counts."""

from configurator.catalog.prices import MarketPrices, PriceList
from configurator.configuration import Configuration
from configurator.resolve.findings import Findings
from renderer.closest import closest


def find_market(configuration: Configuration, prices: PriceList, findings: Findings) -> MarketPrices:
    """The prices of the configuration's market; those of the first market where it is unknown."""
    known = prices.markets
    if configuration.market not in known:
        names = ", ".join(f"{code} ({market.name})" for code, market in known.items())
        message = f"The product is not sold in {configuration.market[:60]!r}; it is in {names}."
        findings.violate("MARKET_UNKNOWN", ["market"], message, closest(configuration.market, known))
    return known.get(configuration.market, next(iter(known.values())))
