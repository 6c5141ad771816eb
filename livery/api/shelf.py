"""Assets that were asked for last, in memory: what many open at its address is read and verified once."""

from dataclasses import dataclass
from threading import Lock

from renderer.studio.room import Room
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
    """By tenant, digest and name: bytes that bear their digest's name never change, so nothing here grows old."""

    def __init__(self, limit: int = LIMIT_BYTES) -> None:
        self._room = Room[Held](limit)
        self._largest = limit // 16
        self._alone = Lock()

    def find(self, tenant: str, blob: str, name: str) -> Held | None:
        """What lies here; None where it has to be read."""
        with self._alone:
            return self._room.find((tenant, blob, name))

    def lay(self, tenant: str, held: Held) -> None:
        """Have it here, unless many others would have to go for it."""
        if held.nbytes <= self._largest:
            with self._alone:
                self._room.get((tenant, held.asset.blob, short_name(held.asset)), lambda: held)


def short_name(asset: AssetRecord) -> str:
    """Its name in addresses, without folders."""
    return asset.name.rsplit("/", 1)[-1]
