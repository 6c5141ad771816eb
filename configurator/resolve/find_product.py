"""Which product is meant."""

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.configuration import Configuration
from configurator.resolve.findings import Findings
from renderer.closest import closest


def find_product(configuration: Configuration, catalog: Catalog) -> Product:
    """The product; raises `ConfigurationInvalid` at once where there is none: nothing else has a meaning then."""
    product = catalog.products.get(configuration.product)
    if product is None:
        findings = Findings()
        near = closest(configuration.product, catalog.products)
        message = f"There is no product {configuration.product[:60]!r}; there are {', '.join(catalog.products)}."
        findings.violate("PRODUCT_UNKNOWN", ["product"], message, near)
        findings.raise_violations()
    return catalog.products[configuration.product]
