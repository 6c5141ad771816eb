"""Is the catalog whole: does every name in it lead somewhere?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from configurator.catalog.check_model import check_model
from configurator.catalog.prices import MarketPrices
from configurator.catalog.product import Fill, Product
from configurator.closest import closest
from configurator.errors import CatalogInvalid

if TYPE_CHECKING:
    from configurator.catalog.catalog import Catalog

    Check = Callable[[Catalog, Product], None]


def check_catalog(catalog: Catalog) -> None:
    """Raise `CatalogInvalid` at the first name that leads nowhere and the first file that is not there."""
    _check_files(catalog)
    for product in catalog.products.values():
        for check in PRODUCT_CHECKS:
            check(catalog, product)


def _check_files(catalog: Catalog) -> None:
    folder = catalog.materials
    for code, decal in catalog.decals.items():
        _require_file(folder / "decals" / decal.file, folder / "decals" / "decals.toml", f"{code}.file")
    for code, environment in catalog.environments.items():
        _require_file(
            folder / "environments" / environment.file, folder / "environments" / "environments.toml", f"{code}.file"
        )
    for code, swatch in catalog.swatches.items():
        for name, file in swatch.textures.files.items() if swatch.textures else ():
            _require_file(folder / "swatches" / "textures" / file, folder / "swatches", f"{code}.textures.{name}")
    for code, font in catalog.fonts.items():
        if not font.path.is_file():
            raise CatalogInvalid(folder / "fonts.toml", code, f"{font.package} does not have the file {font.file}.")


def _require_file(path: Path, listed_in: Path, key: str) -> None:
    if not path.is_file():
        raise CatalogInvalid(
            listed_in, key, f"names {path.name}, which is not there.", f"a file in {path.parent.name}/."
        )


def _require_name(file: Path, key: str, name: str, known: Iterable[str]) -> None:
    names = tuple(known)
    if name not in names:
        raise CatalogInvalid(file, key, f"{name!r} does not exist.", ", ".join(closest(name, names, 4)) or "nothing.")


def _product_file(catalog: Catalog, product: Product) -> Path:
    return catalog.models / product.id / "product.toml"


def _check_base_model(catalog: Catalog, product: Product) -> None:
    _require_file(catalog.base_model(product), _product_file(catalog, product), "base")


def _check_model(catalog: Catalog, product: Product) -> None:
    check_model(product, _product_file(catalog, product), catalog.base_model(product))


def _check_codes(catalog: Catalog, product: Product) -> None:
    file = _product_file(catalog, product)
    _refuse_twice(file, "features", (feature.code for feature in product.features))
    _refuse_twice(file, "shots", (shot.name for shot in product.shots))
    _refuse_twice(file, "zones", (zone.id for zone in product.zones))
    for feature in product.features:
        _refuse_twice(file, f"{feature.code}.options", (option.code for option in feature.options))


def _refuse_twice(file: Path, key: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise CatalogInvalid(file, key, f"{code!r} is used twice.", "each name once.")
        seen.add(code)


def _check_features(catalog: Catalog, product: Product) -> None:
    file = _product_file(catalog, product)
    for feature in product.features:
        for pattern in feature.swatches:
            if not any(fnmatchcase(code, pattern) for code in catalog.swatches):
                _require_name(file, f"{feature.code}.swatches", pattern, catalog.swatches)
        if feature.custom is not None:
            _require_name(file, f"{feature.code}.custom", feature.custom, catalog.swatches)
        _require_name(file, f"{feature.code}.default", feature.default, catalog.choices(feature))


def _check_fills(catalog: Catalog, product: Product) -> None:
    file = _product_file(catalog, product)
    slots = _filled_slots(product)
    for key, fill in _fills(product):
        for slot, filler in fill.items():
            if filler.startswith("@"):
                _require_name(file, f"{key}.{slot}", filler[1:], slots)
            else:
                _require_name(file, f"{key}.{slot}", filler, catalog.swatches)
    try:
        TopologicalSorter(_references(product)).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise CatalogInvalid(file, "fill", f"goes in a circle: {circle}.", "@slot that ends at a swatch.") from None


def _fills(product: Product) -> Iterator[tuple[str, Fill]]:
    """Every fill table of the product with its key."""
    yield "fill", product.fill
    for feature in product.features:
        for option in feature.options:
            yield f"{feature.code}.{option.code}.fill", option.fill


def _filled_slots(product: Product) -> tuple[str, ...]:
    chosen = chain.from_iterable(feature.slots for feature in product.features)
    return tuple(dict.fromkeys(chain(chosen, *(fill for _, fill in _fills(product)))))


def _references(product: Product) -> dict[str, set[str]]:
    """Slot → slots it may be filled like."""
    graph: dict[str, set[str]] = {}
    for _, fill in _fills(product):
        for slot, filler in fill.items():
            if filler.startswith("@"):
                graph.setdefault(slot, set()).add(filler[1:])
    return graph


def _check_shots(catalog: Catalog, product: Product) -> None:
    file = _product_file(catalog, product)
    for shot in product.shots:
        _require_name(file, f"{shot.name}.environment", shot.environment, catalog.environments)
        if shot.zone is not None:
            _require_name(file, f"{shot.name}.zone", shot.zone, (zone.id for zone in product.zones))


def _check_prices(catalog: Catalog, product: Product) -> None:
    file = catalog.models / product.id / "prices.toml"
    for market, prices in catalog.prices[product.id].markets.items():
        for table, names in _priced_names(product).items():
            for name in getattr(prices, table):
                _require_name(file, f"markets.{market}.{table}", name, names)
        _check_option_prices(catalog, product, file, f"markets.{market}", prices)


def _priced_names(product: Product) -> dict[str, tuple[str, ...]]:
    features = tuple(feature.code for feature in product.features)
    return {"options": features, "price_groups": features, "zones": tuple(zone.id for zone in product.zones)}


def _check_option_prices(catalog: Catalog, product: Product, file: Path, key: str, prices: MarketPrices) -> None:
    groups = {swatch.price_group for swatch in catalog.swatches.values()}
    for feature in product.features:
        for option in prices.options.get(feature.code, ()):
            _require_name(file, f"{key}.options.{feature.code}", option, catalog.choices(feature))
        for group in prices.price_groups.get(feature.code, ()):
            _require_name(file, f"{key}.price_groups.{feature.code}", group, groups)


PRODUCT_CHECKS: tuple[Check, ...] = (
    _check_base_model,
    _check_codes,
    _check_features,
    _check_fills,
    _check_shots,
    _check_prices,
    _check_model,
)
