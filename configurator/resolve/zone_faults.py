"""Every zone of a product tried on its surface, before anybody has chosen one."""

from collections.abc import Iterator

from configurator.base_model import shown_model
from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.resolve.check_surface import surface_fault
from configurator.resolve.show_nodes import show_nodes_of
from configurator.violation import Warning
from renderer.errors import ZoneError


def zone_faults(product: Product, catalog: Catalog) -> tuple[str, ...]:
    """What is wrong with zones of `product`, each said once, in the standard version and with every other part."""
    found = [fault for hidden in _versions(product) for fault in _faults(product, catalog, hidden)]
    return tuple(dict.fromkeys(f"{product.id}: {fault.message} ({fault.code})" for fault in found))


def _versions(product: Product) -> Iterator[tuple[str, ...]]:
    """Hidden nodes of the standard version, and of each that differs from it by one option."""
    standard = [feature.default for feature in product.features]
    yield show_nodes_of(product, standard)[1]
    for at, feature in enumerate(product.features):
        for option in feature.options:
            if option.show and option.code != feature.default:
                yield show_nodes_of(product, [*standard[:at], option.code, *standard[at + 1 :]])[1]


def _faults(product: Product, catalog: Catalog, hidden: tuple[str, ...]) -> Iterator[ZoneError | Warning]:
    base_model = catalog.base_model(product)
    try:
        shown = shown_model(base_model, hidden).zones
    except ZoneError as error:
        yield error
        return
    for zone in shown:
        if fault := surface_fault(base_model, hidden, zone):
            yield fault
