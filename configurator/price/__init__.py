"""What a configuration costs: goods, personalizations, what is paid once, what is taken off, tax."""

from configurator.price.basket import Basket
from configurator.price.breakdown import PriceBreakdown, PriceLine
from configurator.price.price import price

__all__ = ["Basket", "PriceBreakdown", "PriceLine", "price"]
