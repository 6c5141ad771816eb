"""A model in metres, standing where products stand."""

import numpy as np

from renderer.export.stand_at_origin import moved
from renderer.framing import bounds
from renderer.gltf.document import Document
from renderer.gltf.placement import scene_roots

NEAR_M = 1e-6
"""Who stands no further off stands well."""


def stand(document: Document, placement: str, scale: float) -> Document:
    """A copy of the shown scene in metres, its middle over the origin; raises `ModelError` where nothing is shown.

    On the floor or a table it stands on y = 0; on a wall, its back is at z = 0 and it keeps its height.
    """
    low, high = bounds(document) * scale
    middle = (low + high) / 2
    on_wall = placement == "wall"
    anchor = np.array([middle[0], 0.0 if on_wall else low[1], low[2] if on_wall else middle[2]])
    document = document.copy()
    document.json["scenes"], document.json["scene"] = [{"nodes": scene_roots(document.json)}], 0
    return moved(document, -anchor if np.abs(anchor).max() > NEAR_M else np.zeros(3), scale)
