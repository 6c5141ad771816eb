"""What there is to choose from: products, swatches, decals, environments, fonts and prices, read from files."""

from configurator.catalog.catalog import Catalog

__all__ = ["Catalog"]
