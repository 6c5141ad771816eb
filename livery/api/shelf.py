"""Assets that were asked for last, in memory: what many open at its address is read and verified once."""

from dataclasses import dataclass

from renderer.room import Room
from workers.job import AssetRecord

LIMIT_BYTES = 128 << 20
LARGEST_BYTES = LIMIT_BYTES // 16
"""For a larger one many others would have to go: it is read each time."""


@dataclass(frozen=True, eq=False)
class Held:
    """An asset with its bytes."""

    asset: AssetRecord
    data: bytes

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return len(self.data)


def shelf() -> Room[Held]:
    """By tenant, digest and name: bytes that bear their digest's name never change, so nothing here grows old."""
    return Room(LIMIT_BYTES)


def short_name(asset: AssetRecord) -> str:
    """Its name in addresses, without folders."""
    return asset.name.rsplit("/", 1)[-1]
