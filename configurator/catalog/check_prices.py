"""Does every price belong to something that can be chosen?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Product
from configurator.catalog.require import require_name

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog


def check_prices(catalog: Catalog, product: Product, file: Path) -> None:
    """Raise `CatalogInvalid` for a price of a feature, option, price group or zone that does not exist."""
    for market, prices in catalog.prices[product.id].markets.items():
        key = f"markets.{market}"
        _check_tables(product, prices, file, key)
        _check_options(catalog, product, prices, file, key)


def _check_tables(product: Product, prices: MarketPrices, file: Path, key: str) -> None:
    features = [feature.code for feature in product.features]
    for name in (*prices.options, *prices.price_groups):
        table = "options" if name in prices.options else "price_groups"
        require_name(file, f"{key}.{table}", name, features, "feature")
    for name in prices.zones:
        require_name(file, f"{key}.zones", name, [zone.id for zone in product.zones], "zone")


def _check_options(catalog: Catalog, product: Product, prices: MarketPrices, file: Path, key: str) -> None:
    groups = {swatch.price_group for swatch in catalog.swatches.values()}
    for feature in product.features:
        for option in prices.options.get(feature.code, ()):
            require_name(file, f"{key}.options.{feature.code}", option, catalog.choices(feature), "option")
        for group in prices.price_groups.get(feature.code, ()):
            require_name(file, f"{key}.price_groups.{feature.code}", group, groups, "price group")
