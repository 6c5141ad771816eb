"""What is there, when the rest comes, when it is made and when it arrives.

supplies of a source ─► waits ─► next free production days ─► delivery;   reserved, once, on finalization
"""

from configurator.availability.delivery import Delivery, estimate_delivery
from configurator.availability.source import CsvSource, SqlSource, Supply, SupplySource

__all__ = ["CsvSource", "Delivery", "SqlSource", "Supply", "SupplySource", "estimate_delivery"]
