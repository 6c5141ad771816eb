"""What commands open before they work: the catalog, the home, a resolved configuration."""

from functools import lru_cache
from pathlib import Path

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.resolve import ResolvedConfiguration, resolve
from renderer.errors import InputError
from workers.home import Home
from workers.settings import settings


@lru_cache
def catalog() -> Catalog:
    """Every product, swatch, decal, environment and font there is."""
    return Catalog.load(settings().models, settings().materials)


def home() -> Home:
    """The folder where store, bakes and ledger live."""
    return Home(settings().home)


def resolved(path: Path) -> ResolvedConfiguration:
    """The configuration in `path`, checked; raises `ConfigurationInvalid` with every violation."""
    return resolve(read_configuration(read_bytes(path), path.parent), catalog())


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that somebody named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Name a file that can be read.", code="FILE_UNREADABLE") from None
