"""Assembled models as a worker keeps them: parsed once, used for every shot."""

from functools import lru_cache
from pathlib import Path

from renderer.gltf.document import Document
from renderer.recipe import Blob
from workers.home import Home


def document(blob: Blob, home: Home) -> Document:
    """The assembled model `blob`. Shared: never write to it."""
    return _parsed(blob, home.root)


@lru_cache(maxsize=4)
def _parsed(blob: Blob, root: Path) -> Document:
    return Document.from_glb(Home(root).store.get(blob))
