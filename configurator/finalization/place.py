"""Where the revisions of one specification lie: a folder, or an archive of many."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from configurator.seal.revision import Revision
from renderer.asset import Asset


class Place(Protocol):
    """What `finalize` seals into."""

    def alone(self) -> AbstractContextManager[None]:
        """As far as the place can see to it, nobody else lays anything there meanwhile."""
        ...

    def read(self, number: int | None = None) -> Revision | None:
        """The newest revision, or the one of that number; None where nothing is sealed.

        Raises `FinalizationRefused` SEAL_BROKEN where what is there does not hold.
        """
        ...

    def lay(self, files: Sequence[Asset], sealed: tuple[bytes, bytes], before: Revision | None) -> None:
        """Put a revision after `before`: its files, statement and seal, all or nothing.

        Raises `FinalizationRefused` ALREADY_FINALIZED where another took its number meanwhile.
        """
        ...
