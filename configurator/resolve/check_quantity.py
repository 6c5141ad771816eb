"""How many are ordered."""

from configurator.catalog.prices import MarketPrices
from configurator.configuration import Configuration
from configurator.resolve.findings import Findings


def check_quantity(configuration: Configuration, prices: MarketPrices, findings: Findings) -> None:
    """Note QUANTITY_INVALID where the quantity is not in 1..max_quantity of the market."""
    least, most = 1, prices.max_quantity
    if not least <= configuration.quantity <= most:
        nearest = min(max(configuration.quantity, least), most)
        shown = f"{configuration.quantity:,}" if abs(configuration.quantity) < 10**15 else "This quantity"
        message = f"{shown} cannot be ordered at once; from {least} to {most} can."
        findings.violate("QUANTITY_INVALID", ["quantity"], message, [str(nearest)])
