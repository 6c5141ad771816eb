"""A model in metres, standing where products stand."""

import numpy as np

from renderer.framing import bounds
from renderer.gltf.document import Document


def stand(document: Document, placement: str, scale: float) -> Document:
    """A copy of the shown scene in metres, its middle over the origin.

    On the floor or a table it stands on y = 0; on a wall, its back is at z = 0 and it keeps its height.
    """
    document = document.copy()
    shown = document.json.get("scene", 0)
    document.json["scenes"], document.json["scene"] = [document.json["scenes"][shown]], 0
    low, high = bounds(document) * scale
    middle = (low + high) / 2
    on_wall = placement == "wall"
    anchor = np.array([middle[0], 0.0 if on_wall else low[1], low[2] if on_wall else middle[2]])
    if scale != 1.0 or np.abs(anchor).max() > 1e-6:
        scene = document.json["scenes"][0]
        root = {"name": "product", "children": scene["nodes"], "translation": [float(-each) for each in anchor]}
        document.items("nodes").append(root | ({"scale": [scale] * 3} if scale != 1.0 else {}))
        scene["nodes"] = [len(document.items("nodes")) - 1]
    return document
