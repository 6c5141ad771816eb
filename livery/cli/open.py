"""What commands read before they work: a configuration, resolved as of today; what is set aside."""

from pathlib import Path

from configurator.availability.reservations import Reservations
from configurator.configuration import Configuration, read_configuration
from configurator.language import LanguageCode
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.resolve import take_order
from livery.opened import catalog, home, today
from renderer.errors import InputError
from renderer.kept import kept_in


def reservations() -> Reservations:
    """What is set aside in this home."""
    return Reservations(home().database)


def read(path: Path) -> Configuration:
    """The configuration in `path`, not yet judged; raises `ConfigurationInvalid` for what cannot be understood."""
    return read_configuration(read_bytes(path), path.parent)


def resolved(path: Path, language: LanguageCode | None = None) -> ResolvedConfiguration:
    """The configuration in `path`, checked as of today; raises `ConfigurationInvalid` with every violation.

    `language` is that of its documents, where not its own.
    """
    wanted = read(path)
    with kept_in(home().bakes):
        return resolve(wanted.model_copy(update={"language": language or wanted.language}), catalog(), today())


def order(configuration: Configuration) -> Order:
    """What is chosen, as of today, whether it goes together or not; raises what cannot be understood."""
    findings = Findings()
    with kept_in(home().bakes):
        taken = take_order(configuration, catalog(), today(), findings)
    findings.raise_violations()
    return taken


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that somebody named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Name a file that can be read.", code="FILE_UNREADABLE") from None
