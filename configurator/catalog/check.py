"""Is the catalog whole: does every name in it lead somewhere?"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.check_files import check_files
from configurator.catalog.check_fills import check_fills
from configurator.catalog.check_model import check_model
from configurator.catalog.check_prices import check_prices
from configurator.catalog.check_rules import check_rules
from configurator.catalog.product import Product
from configurator.catalog.require import refuse_twice, require_file, require_name

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog


def check_catalog(catalog: Catalog) -> None:
    """Raise `CatalogInvalid` at the first name that leads nowhere and the first file that is not there."""
    check_files(catalog)
    for product in catalog.products.values():
        file = catalog.models / product.id / "product.toml"
        require_file(file, "base", catalog.base_model(product))
        _check_codes(product, file)
        _check_features(catalog, product, file)
        _check_families(catalog, product, file)
        check_fills(catalog, product, file)
        _check_shots(catalog, product, file)
        check_model(product, file, catalog.base_model(product))
        check_prices(catalog, product)
        check_rules(catalog, product, file)


def _check_codes(product: Product, file: Path) -> None:
    refuse_twice(file, "features", (feature.code for feature in product.features))
    refuse_twice(file, "shots", (shot.name for shot in product.shots))
    refuse_twice(file, "zones", (zone.id for zone in product.zones))
    refuse_twice(file, "families", (family.code for family in product.families))
    for feature in product.features:
        refuse_twice(file, f"{feature.code}.options", (option.code for option in feature.options))


def _check_features(catalog: Catalog, product: Product, file: Path) -> None:
    for feature in product.features:
        for pattern in feature.swatches:
            if not any(fnmatchcase(code, pattern) for code in catalog.swatches):
                require_name(file, f"{feature.code}.swatches", pattern, catalog.swatches, "swatch")
        if feature.custom is not None:
            require_name(file, f"{feature.code}.custom", feature.custom, catalog.swatches, "swatch")
        require_name(file, f"{feature.code}.default", feature.default, catalog.choices(feature), "option")


def _check_families(catalog: Catalog, product: Product, file: Path) -> None:
    features = {feature.code: feature for feature in product.features}
    for family in product.families:
        require_name(file, f"{family.code}.feature", family.feature, features, "feature")
        refuse_twice(file, f"{family.code}.options", family.options)
        for option in family.options:
            choices = catalog.choices(features[family.feature])
            require_name(file, f"{family.code}.options", option, choices, "option")


def _check_shots(catalog: Catalog, product: Product, file: Path) -> None:
    zones = [zone.id for zone in product.zones]
    for shot in product.shots:
        require_name(file, f"{shot.name}.environment", shot.environment, catalog.environments, "environment")
        if shot.zone is not None:
            require_name(file, f"{shot.name}.zone", shot.zone, zones, "zone")
