"""A finished product of the renderer: bytes with a name, a type and a pedigree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from renderer.digest import digest_bytes


@dataclass(frozen=True)
class Asset:
    """Bytes that someone will look at; `made_from` names every input by digest or value."""

    name: str
    media_type: str
    data: bytes
    made_from: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)
    """What was measured while making it: pixels, triangles, seconds are never part of the digest."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return digest_bytes(self.data)
