"""Does every price belong to something that can be chosen?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.prices import Discount, MarketPrices, Surcharge
from configurator.catalog.product import Product
from configurator.catalog.require import require_name
from configurator.catalog.require_terms import require_terms

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog


def check_prices(catalog: Catalog, product: Product) -> None:
    """Raise `CatalogInvalid` for a price of a feature, option, price group or zone that does not exist."""
    book = catalog.prices[product.id]
    for each, file in zip(book.lists, book.files, strict=True):
        for market, prices in each.markets.items():
            key = f"markets.{market}"
            _check_tables(product, prices, file, key)
            _check_options(catalog, product, prices, file, key)
            _check_conditions(catalog, product, prices.surcharges, file, f"{key}.surcharges")
        _check_conditions(catalog, product, each.discounts, file, "discounts")


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


def _check_conditions(
    catalog: Catalog, product: Product, listed: Sequence[Surcharge | Discount], file: Path, key: str
) -> None:
    """What a surcharge or discount depends on exists."""
    space, markets = catalog.rulebooks[product.id].space, catalog.prices[product.id].markets
    for each in listed:
        for axis, patterns in each.given.items():
            require_terms(file, f"{key}.{each.name}.if", axis, patterns, space)
        for market in each.when.markets:
            require_name(file, f"{key}.{each.name}.when.markets", market, markets, "market")
