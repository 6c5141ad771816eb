"""A product stands where AR viewers expect it: centred, on the floor or against the wall."""

import numpy as np
from numpy.typing import NDArray

from renderer.export.figures import bounds
from renderer.gltf.document import Document

ASIDE = 0.01
"""How far from the origin a product may stand, of its own size, and be left where its author put it."""


def stand_at_origin(document: Document, placement: str | None) -> Document:
    """A copy moved sideways so that it stands over the origin, where an option has put it more than `ASIDE` off.

    Its height, and a wall product's distance from the wall, are the author's. Unknown placement, nothing moves.
    """
    return moved(document, -aside(bounds(document), placement))


def moved(document: Document, by: NDArray[np.float64], scale: float = 1.0) -> Document:
    """A copy with its only scene made `scale` times as large, then moved by that many metres (3,)."""
    document = document.copy()
    scenes = document.json.get("scenes", [])
    if (by.any() or scale != 1.0) and len(scenes) == 1 and scenes[0].get("nodes"):
        root = {"name": "origin", "children": scenes[0]["nodes"], "translation": [float(each) for each in by]}
        document.items("nodes").append(root | ({"scale": [scale] * 3} if scale != 1.0 else {}))
        scenes[0]["nodes"] = [len(document.items("nodes")) - 1]
    return document


def aside(ends: NDArray[np.float64], placement: str | None) -> NDArray[np.float64]:
    """How far a product with these `ends` (2, 3) has its middle from the origin (3,), metres.

    Zero along an axis where it stands well enough.
    """
    free = {"floor": (0, 2), "table": (0, 2), "wall": (0,)}.get(placement or "", ())
    middle, extent = ends.mean(axis=0), np.ptp(ends, axis=0)
    off = np.zeros(3)
    for axis in free:
        if abs(middle[axis]) > ASIDE * extent[axis]:
            off[axis] = middle[axis]
    return off
