"""Base models, parsed once for every configuration of a product."""

from pathlib import Path

from configurator.file_memory import made_once
from renderer.gltf.document import Document


def load_base_model(path: Path) -> Document:
    """The model in `path` as it is now. Shared: never write to it. Raises `ModelError`."""
    return _loaded(path) if path.is_file() else Document.load(path)


@made_once(8)
def _loaded(path: Path) -> Document:
    return Document.load(path)
