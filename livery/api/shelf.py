"""Assets that were asked for last, in memory: what many open at its address is read and verified once."""

from dataclasses import dataclass
from threading import Lock

from renderer.studio.room import Room
from workers.home import Home
from workers.job import AssetRecord

LIMIT_BYTES = 128 << 20


@dataclass(frozen=True, eq=False)
class Held:
    """An asset with its bytes."""

    asset: AssetRecord
    data: bytes

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return len(self.data)


class Shelf:
    """By tenant and digest: bytes that bear their digest's name never change, so nothing here grows old."""

    def __init__(self, limit: int = LIMIT_BYTES) -> None:
        self._room = Room[Held](limit)
        self._alone = Lock()

    def find(self, tenant: str, blob: str) -> Held | None:
        """What lies here; None where it has to be read."""
        with self._alone:
            return self._room.find((tenant, blob))

    def read(self, home: Home, blob: str) -> Held | None:
        """From ledger and store, and from now on from here. None where this tenant has no such asset.

        Raises `BlobMissing`.
        """
        asset = home.ledger.asset(home.tenant, blob)
        if asset is None:
            return None
        held = Held(asset, home.store.get(blob))
        with self._alone:
            return self._room.get((home.tenant, blob), lambda: held)
