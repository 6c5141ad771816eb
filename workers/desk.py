"""What customers have saved and what is sealed in a home, as its tenant sees it."""

from configurator.availability.reservations import Reservations
from configurator.finalization.archive import Archive
from configurator.review import Desk
from workers.home import Home


def desk_of(home: Home) -> Desk:
    """The configurations."""
    return Desk(home.database, home.root / "files", home.tenant)


def archive_of(home: Home) -> Archive:
    """The sealed specifications."""
    return Archive(home.database, home.store, home.tenant)


def reservations_of(home: Home) -> Reservations:
    """What is set aside, for whomever: there is one stock."""
    return Reservations(home.database)
