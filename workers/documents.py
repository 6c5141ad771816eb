"""Assembled models as a worker keeps them: parsed once, used for every shot."""

from functools import lru_cache

from renderer.gltf.document import Document
from renderer.recipe import Blob
from workers.home import Home


@lru_cache(maxsize=4)
def document(blob: Blob, home: Home) -> Document:
    """The assembled model `blob`. Shared: never write to it."""
    return Document.from_glb(home.store.get(blob))
