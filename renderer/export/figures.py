"""What there is to count in a document that goes out."""

import numpy as np
from pygltflib import TRIANGLE_FAN, TRIANGLE_STRIP, TRIANGLES  # type: ignore[import-untyped]

from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive


def figures(document: Document) -> dict[str, object]:
    """Triangles and draw calls of the default scene, materials, textures, and its bounding box in millimetres."""
    placed = document.visible_primitives()
    return {
        "triangles": sum(_triangles(document, primitive) for primitive in placed),
        "draw_calls": len(placed),
        "materials": len(document.json.get("materials", [])),
        "textures": len(document.json.get("textures", [])),
        "size_mm": _size_mm(document, placed),
    }


def _triangles(document: Document, placed: PlacedPrimitive) -> int:
    primitive = placed.primitive
    number = primitive.get("indices", primitive.get("attributes", {}).get("POSITION"))
    corners = document.items("accessors")[number]["count"] if number is not None else 0
    mode = primitive.get("mode", TRIANGLES)
    return corners // 3 if mode == TRIANGLES else max(0, corners - 2) * (mode in {TRIANGLE_STRIP, TRIANGLE_FAN})


def _size_mm(document: Document, placed: list[PlacedPrimitive]) -> list[float]:
    """Extent along x, y, z of the vertices at rest, to 0.1 mm."""
    boxes = [
        points[:, :3] @ primitive.world[:3, :3].T + primitive.world[:3, 3]
        for primitive in placed
        if "POSITION" in primitive.primitive.get("attributes", {})
        for points in [document.accessor(primitive.primitive["attributes"]["POSITION"])]
    ]
    ends = np.array([[points.min(axis=0), points.max(axis=0)] for points in boxes if len(points)]).reshape(-1, 2, 3)
    if not len(ends):
        return [0.0, 0.0, 0.0]
    return [round(float(side) * 1000, 1) for side in ends[:, 1].max(axis=0) - ends[:, 0].min(axis=0)]
