"""First step: the base model."""

from renderer.gltf.document import Document
from renderer.recipe import Blob
from renderer.room import Room
from renderer.store import Store

READ = 4
"""Base models that this process has read last: every colour and every name begins with one."""
_READ: Room[Document] = Room(READ, size=lambda _: 1)


def load_base(blob: Blob, store: Store) -> Document:
    """The GLB with the digest `blob`, checked; raises `BlobMissing`, `ModelError`. Copy it before you write to it."""
    return _READ.get(blob, lambda: Document.from_glb(store.get(blob)))
