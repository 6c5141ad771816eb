"""Base models, parsed once for every configuration of a product."""

from functools import lru_cache
from pathlib import Path

from renderer.gltf.document import Document


def load_base_model(path: Path) -> Document:
    """The model in `path` as it is now. Shared: never write to it. Raises `ModelError`."""
    try:
        state = path.stat()
    except OSError:
        return Document.load(path)
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _loaded(path: Path, _changed_ns: int, _size: int) -> Document:
    return Document.load(path)
