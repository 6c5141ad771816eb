"""A configuration as far as it can be understood."""

from configurator.configuration import Configuration
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.resolve import take_order
from livery.api.service import Service
from livery.cli.open import today


def taken(service: Service, chosen: Configuration, tenant: str) -> Order:
    """What is chosen, whether it goes together or not; defaults stand in for what cannot be understood."""
    return take_order(chosen.beside(service.files(tenant)), service.catalog, today(), Findings())
