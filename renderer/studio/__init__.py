"""The studio engine: bake once for a (visible geometry, shot), shade for every configuration."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.environment import load_environment
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.recipe import Shot
from renderer.store import Store
from renderer.studio.bake import Bake, bake
from renderer.studio.shade import shade
from renderer.studio.warm import warm

__all__ = ["Bake", "bake", "draw", "shade", "warm"]


def draw(document: Document, shot: Shot, store: Store, cache: Path) -> NDArray[np.uint8]:
    """`shade` over `bake`: (H, W, 4) sRGB, straight alpha. Raises `ModelError`, `InputError` and `BlobMissing`."""
    with kept_in(cache):
        environment = load_environment(store.get(shot.environment), cache)
        return shade(bake(document, shot, store, cache), document, shot, environment)
