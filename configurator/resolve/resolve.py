"""The steps from what was chosen to what will be built."""

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.price import price
from configurator.resolve.check_contrast import check_contrast
from configurator.resolve.check_quantity import check_quantity
from configurator.resolve.choose import choose
from configurator.resolve.fill_slots import fill_slots
from configurator.resolve.find_market import find_market
from configurator.resolve.find_product import find_product
from configurator.resolve.find_zones import find_zones
from configurator.resolve.findings import Findings
from configurator.resolve.list_parts import list_parts
from configurator.resolve.name_files import environment_name, name_files
from configurator.resolve.personalize import personalize
from configurator.resolve.resolved import ResolvedConfiguration
from configurator.resolve.show_nodes import show_nodes


def resolve(configuration: Configuration, catalog: Catalog) -> ResolvedConfiguration:
    """Everything that follows from `configuration`; raises `ConfigurationInvalid` with all that is wrong with it.

    Where a choice cannot be understood its default stands in, so that the steps after it still find what they can.
    """
    findings = Findings()
    product = find_product(configuration, catalog)
    prices = find_market(configuration, catalog.prices[product.id], findings)
    check_quantity(configuration, prices, findings)
    choices = choose(configuration, product, catalog, findings)
    slots = fill_slots(product, choices, catalog)
    shown, hidden = show_nodes(product, choices)
    zones = find_zones(product, catalog.base_model(product), hidden, prices)
    personalizations = personalize(configuration, product, zones, catalog, findings)
    check_contrast(personalizations, slots, findings)
    findings.raise_violations()
    return ResolvedConfiguration(
        configuration=configuration,
        product=product,
        market=prices.name,
        choices=choices,
        slots=slots,
        shown_nodes=shown,
        hidden_nodes=hidden,
        personalizations=personalizations,
        price=price(prices, product.name, choices, personalizations, configuration.quantity),
        parts=list_parts(product, choices, slots, personalizations, configuration.quantity),
        warnings=tuple(findings.warnings),
        files=name_files(product, slots, catalog),
        environments={shot.environment: environment_name(catalog, shot.environment) for shot in product.shots},
    ).within(catalog.models, catalog.materials)
