"""What it takes to close a specification besides its assets, the same for a folder and for the archive.

terms and time, key, delivery, link ─► `Closing`;   what the delivery counts on ─► set aside with the revision
"""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from configurator.availability import Delivery
from configurator.availability.delivery import needed
from configurator.availability.foresee import counted_on, foresee, stock_of
from configurator.availability.reservations import TAKEN_MEANWHILE
from configurator.catalog import Catalog
from configurator.errors import FinalizationRefused
from configurator.finalization import Closing
from configurator.resolve import ResolvedConfiguration
from configurator.seal.keys import signing_key
from configurator.seal.revision import Acceptance
from workers.desk import reservations_of
from workers.home import Home


@dataclass(frozen=True)
class Closer:
    """A specification that is about to be closed."""

    home: Home
    catalog: Catalog
    resolved: ResolvedConfiguration
    spec: str

    def closing(self, acceptance: Acceptance, window: timedelta, terms: bytes | None, link: str = "") -> Closing:
        """The time is that of the acceptance, so that the same wish seals the same bytes."""
        return Closing(
            acceptance=acceptance,
            now=acceptance.at,
            key=signing_key(self.home.keys),
            window=window,
            terms=terms,
            delivery=self.delivery(acceptance.at.date()),
            spec=self.spec,
            link=link,
        )

    def delivery(self, on: date) -> Delivery:
        """When it arrives if it is ordered on that day, as things stand."""
        stock = stock_of(self.catalog, self.resolved.product.id)
        return foresee(self.resolved, self.catalog, stock, reservations_of(self.home), on, self.spec)

    def reserving(self, promised: Delivery | None) -> Callable[[Connection], None]:
        """What sets aside, in a transaction, all that was promised; raises `FinalizationRefused` SLOT_, STOCK_TAKEN."""
        product = self.resolved.product.id
        slots, per_day = promised.slots if promised else {}, self.catalog.production[product].per_day
        stock = counted_on(self.resolved, promised, stock_of(self.catalog, product)) if promised else {}
        items, reservations = needed(self.resolved), reservations_of(self.home)
        return lambda db: reservations.reserve_in(db, self.spec, items, slots, per_day, stock)

    @contextmanager
    def saying_when(self, on: date) -> Iterator[None]:
        """Whoever is told that others were faster is told as well when it would arrive now."""
        try:
            yield
        except FinalizationRefused as error:
            if error.code not in TAKEN_MEANWHILE:
                raise
            later = self.delivery(on).arrives_on
            message = f"{error.message} It would arrive on {later} now: finalize again, if that will do."
            raise FinalizationRefused(message, code=error.code, details={"arrives_on": later.isoformat()}) from None


def token_of(spec: str, home: Home) -> str:
    """What opens a specification's model to whoever holds its sheet: the same for all its revisions, so that a code
    that was printed stays good; made from a signature, so that nobody without the key makes another."""
    signed = signing_key(home.keys).sign(f"livery.link/1\n{spec}".encode())
    return base64.urlsafe_b64encode(sha256(signed).digest()).decode().rstrip("=")
