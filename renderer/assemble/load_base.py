"""First step: the base model."""

from renderer.gltf.document import Document
from renderer.recipe import Blob
from renderer.store import Store


def load_base(blob: Blob, store: Store) -> Document:
    """The GLB with the digest `blob`, checked; raises `BlobMissing`, `ModelError`."""
    return Document.from_glb(store.get(blob))
