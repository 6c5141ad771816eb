"""Everything there is to choose from, read once and checked before anyone chooses."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Protocol, Self, TypeVar

from configurator.catalog.check import check_catalog
from configurator.catalog.library import Decal, DecalFile, Environment, EnvironmentFile, FontFile
from configurator.catalog.prices import PriceBook, PriceList
from configurator.catalog.product import Feature, Product
from configurator.catalog.production import ProductionPlan
from configurator.catalog.require import refuse_twice
from configurator.catalog.swatch import Swatch, SwatchFile
from configurator.catalog.toml_file import read_toml
from configurator.catalog.translations import Translations
from configurator.errors import CatalogInvalid
from configurator.rules.law import enact
from configurator.rules.product_space import implied_laws, zone_axes
from configurator.rules.rulebook import Rulebook
from renderer.artwork.fonts import Font


@dataclass(frozen=True)
class Catalog:
    """Codes → what they stand for, in the order of their files."""

    products: Mapping[str, Product]
    prices: Mapping[str, PriceBook]
    """By product."""
    production: Mapping[str, ProductionPlan]
    """By product."""
    swatches: Mapping[str, Swatch]
    decals: Mapping[str, Decal]
    environments: Mapping[str, Environment]
    fonts: Mapping[str, Font]
    models: Path
    materials: Path

    @classmethod
    def load(cls, models: Path, materials: Path) -> Self:
        """Read `models/*/product.toml` and all of `materials/`; raises `CatalogInvalid` at the first thing wrong."""
        folders = sorted(file.parent for file in models.glob("*/product.toml"))
        decals = materials / "decals" / "decals.toml"
        environments = materials / "environments" / "environments.toml"
        fonts = materials / "fonts.toml"
        catalog = cls(
            products={folder.name: _read_product(folder / "product.toml") for folder in folders},
            prices={folder.name: _read_prices(folder) for folder in folders},
            production={folder.name: _read_production(folder / "production.toml") for folder in folders},
            swatches=_read_swatches(materials / "swatches"),
            decals=_by_code(decals, read_toml(decals, DecalFile)),
            environments=_by_code(environments, read_toml(environments, EnvironmentFile)),
            fonts={font.code: font.typeface for font in _by_code(fonts, read_toml(fonts, FontFile)).values()},
            models=models,
            materials=materials,
        )
        check_catalog(catalog)
        return catalog

    def base_model(self, product: Product) -> Path:
        """The GLB that every configuration of `product` starts from."""
        return self.models / product.id / product.base

    @cached_property
    def rulebooks(self) -> dict[str, Rulebook]:
        """By product: what goes together."""
        return {code: self._rulebook(product) for code, product in self.products.items()}

    def _rulebook(self, product: Product) -> Rulebook:
        model, markets = self.base_model(product), self.prices[product.id].markets
        features = {feature.code: self.selectable(feature) for feature in product.features}
        space = features | dict(zone_axes(product, model, markets))
        written = (enact(rule, space) for rule in product.rules)
        return Rulebook(space, (*written, *implied_laws(product, model, markets, space)))

    def swatches_of(self, feature: Feature) -> tuple[Swatch, ...]:
        """Swatches that can be chosen for `feature`; the one its custom colours are based on is no choice."""
        asked = (feature.swatches, feature.custom)
        if asked not in self._matched:
            matching = {
                code: swatch
                for pattern in feature.swatches
                for code, swatch in self.swatches.items()
                if fnmatchcase(code, pattern) and code != feature.custom
            }
            self._matched[asked] = tuple(matching.values())
        return self._matched[asked]

    @cached_property
    def _matched(self) -> dict[tuple[tuple[str, ...], str | None], tuple[Swatch, ...]]:
        """Patterns and what they leave out → what they mean, found once: thousands of combinations ask for the same."""
        return {}

    def choices(self, feature: Feature) -> tuple[str, ...]:
        """Codes of all that can be selected for `feature`, in catalog order."""
        if feature.options:
            return tuple(option.code for option in feature.options)
        return tuple(swatch.code for swatch in self.swatches_of(feature))

    def selectable(self, feature: Feature) -> tuple[str, ...]:
        """`choices`, and the swatch that custom colours are based on where there is one."""
        return (*self.choices(feature), *([feature.custom] if feature.custom else []))


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


ItemT = TypeVar("ItemT", bound=_Coded)
ItemT_co = TypeVar("ItemT_co", bound=_Coded, covariant=True)


class _ListFile(Protocol[ItemT_co]):
    @property
    def items(self) -> tuple[ItemT_co, ...]: ...


def _read_product(file: Path) -> Product:
    product = read_toml(file, Product)
    translations = file.with_name("translations.toml")
    if translations.exists():
        product = product.model_copy(update={"translations": read_toml(translations, Translations).root})
    if product.id != file.parent.name:
        raise CatalogInvalid(file, "id", f"is {product.id!r}.", f"the folder's name, {file.parent.name!r}.")
    return product


def _read_prices(folder: Path) -> PriceBook:
    """`prices.toml` and every other `prices*.toml`, the list that came last in force last."""
    files = sorted({folder / "prices.toml", *folder.glob("prices*.toml")})
    read = [(read_toml(file, PriceList, exact=True), file) for file in files]
    refuse_twice(folder / "prices.toml", "id", (each.id for each, _ in read))
    read.sort(key=lambda each: (each[0].valid_from or date.min, each[0].id))
    lists, paths = zip(*read, strict=True)
    return PriceBook(lists, paths)


def _read_production(file: Path) -> ProductionPlan:
    return read_toml(file, ProductionPlan) if file.exists() else ProductionPlan()


def _read_swatches(folder: Path) -> dict[str, Swatch]:
    found: dict[str, Swatch] = {}
    for file in sorted(folder.glob("*.toml")):
        found |= _by_code(file, read_toml(file, SwatchFile), found)
    return found


def _by_code(file: Path, listed: _ListFile[ItemT], known: Container[str] = ()) -> dict[str, ItemT]:
    """The items of one file by code; a code that is taken raises `CatalogInvalid`."""
    found: dict[str, ItemT] = {}
    for item in listed.items:
        if item.code in found or item.code in known:
            raise CatalogInvalid(file, "code", f"{item.code!r} is used twice.", "one entry a code.")
        found[item.code] = item
    return found
