"""The steps from what was chosen to what will be built."""

from datetime import date

from configurator.catalog import Catalog
from configurator.catalog.when import Situation
from configurator.configuration import Configuration
from configurator.resolve.check_codes import check_codes
from configurator.resolve.check_contrast import check_contrast
from configurator.resolve.check_quantity import check_quantity
from configurator.resolve.check_surface import check_surface
from configurator.resolve.choose import choose
from configurator.resolve.fill_slots import fill_slots
from configurator.resolve.find_market import find_market
from configurator.resolve.find_prices import find_prices
from configurator.resolve.find_product import find_product
from configurator.resolve.find_zones import find_zones
from configurator.resolve.findings import Findings
from configurator.resolve.keep_rules import keep_rules
from configurator.resolve.list_parts import list_parts
from configurator.resolve.name_files import environment_name, name_files
from configurator.resolve.newer_prices import warn_of_newer_prices
from configurator.resolve.order import Order
from configurator.resolve.personalize import personalize
from configurator.resolve.resolved import ResolvedConfiguration
from configurator.resolve.show_nodes import show_nodes
from configurator.rules.space import hold


def resolve(configuration: Configuration, catalog: Catalog, on: date | None = None) -> ResolvedConfiguration:
    """Everything that follows from `configuration`; raises `ConfigurationInvalid` with all that is wrong with it.

    Where a choice cannot be understood its default stands in, so that the steps after it still find what they can.
    Dated rules and prices are judged by the day that the configuration was ordered on, else by `on`; without either
    none of them holds.
    """
    findings = Findings()
    order = take_order(configuration, catalog, on, findings)
    check_surface(order.personalizations, catalog.base_model(order.product), order.hidden, findings)
    check_contrast(order.personalizations, fill_slots(order.product, order.choices, catalog), findings)
    keep_rules(order, findings)
    check_codes(order, findings)
    warn_of_newer_prices(order, on, findings)
    findings.raise_violations()
    return _complete(order, findings)


def take_order(configuration: Configuration, catalog: Catalog, on: date | None, findings: Findings) -> Order:
    """What is chosen, each choice judged by itself; raises `ConfigurationInvalid` for an unknown product alone."""
    product = find_product(configuration, catalog)
    day = configuration.ordered_on or on
    price_list = find_prices(configuration, catalog.prices[product.id], day, findings)
    prices = find_market(configuration, price_list, findings)
    check_quantity(configuration, prices, findings)
    choices = choose(configuration, product, catalog, findings)
    hidden = show_nodes(product, choices)[1]
    zones = find_zones(product, catalog.base_model(product), hidden, prices)
    personalizations = personalize(configuration, product, zones, catalog, findings)
    situation = Situation(configuration.market, configuration.quantity, day)
    return Order(configuration, product, catalog, price_list, prices, situation, choices, personalizations)


def _complete(order: Order, findings: Findings) -> ResolvedConfiguration:
    """Everything that follows from a valid order."""
    product, catalog, choices = order.product, order.catalog, order.choices
    slots = fill_slots(product, choices, catalog)
    shown, hidden = show_nodes(product, choices)
    return ResolvedConfiguration(
        configuration=order.configuration,
        product=product,
        market=order.prices.name,
        language=order.configuration.language or order.prices.language,
        choices=choices,
        slots=slots,
        shown_nodes=shown,
        hidden_nodes=hidden,
        personalizations=tuple(
            each.model_copy(update={"finish_name": order.finish_name(each.finish)}) for each in order.personalizations
        ),
        price=order.priced,
        parts=list_parts(product, choices, slots, order.personalizations, order.situation.quantity),
        work=tuple(step for step in catalog.production[product.id].steps if hold(step.given, order.assignment)),
        warnings=tuple(findings.warnings),
        files=name_files(product, slots, catalog),
        environments={shot.environment: environment_name(catalog, shot.environment) for shot in product.shots},
    ).within(catalog.models, catalog.materials)
