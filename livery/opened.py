"""What commands, pages and the service open before they work: the catalog, the home; and the day it is."""

from datetime import UTC, date, datetime
from functools import lru_cache

from configurator.catalog import Catalog
from workers.home import Home, open_home
from workers.settings import settings


@lru_cache
def catalog() -> Catalog:
    """Every product, swatch, decal, environment and font there is."""
    return Catalog.load(settings().models, settings().materials)


def home() -> Home:
    """The folder where store, bakes and ledger live."""
    return open_home()


def today() -> date:
    """The day by which rules and prices are judged where a configuration names none."""
    return datetime.now(UTC).date()
