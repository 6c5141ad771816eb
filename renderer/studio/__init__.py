"""The studio engine: bake once for a (visible geometry, shot), shade for every configuration."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store
from renderer.studio.bake import Bake, bake
from renderer.studio.layers import Easels, shade
from renderer.studio.warm import warm

__all__ = ["Bake", "bake", "draw", "shade", "warm"]


EASELS = Easels()
"""What this process has drawn last, ready for the next colour."""


def draw(document: Document, shot: Shot, store: Store, cache: Path) -> NDArray[np.uint8]:
    """`shade` over `bake`: (H, W, 4) sRGB, straight alpha. Raises `ModelError`, `InputError` and `BlobMissing`."""
    return EASELS.copy(document, shot, store, cache)
