"""What there is to count in a document that goes out."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pygltflib import TRIANGLE_FAN, TRIANGLE_STRIP, TRIANGLES  # type: ignore[import-untyped]

from renderer.export.needs import VARIANTS, material_in, primitives
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.gltf.pose import posed

COUNTED = 64
"""Variants that are looked at; nobody's file may keep us longer."""


def figures(document: Document) -> dict[str, object]:
    """Triangles and draw calls of the default scene, materials, textures, and its bounding box in millimetres.

    Of a file with variants, `variants` has their number, and `materials` those of the variant that takes most.
    """
    placed = document.visible_primitives()
    variants = document.json.get("extensions", {}).get(VARIANTS, {}).get("variants", [])
    return {
        "triangles": sum(_triangles(document, primitive) for primitive in placed),
        "draw_calls": len(placed),
        "materials": _materials(document, len(variants)),
        "textures": len(document.json.get("textures", [])),
        **({"variants": len(variants)} if variants else {}),
        "size_mm": _size_mm(document),
    }


def _materials(document: Document, variants: int) -> int:
    looks = [{material_in(each, variant) for each in primitives(document)} for variant in range(variants)[:COUNTED]]
    return max((len(look) for look in looks), default=len(document.json.get("materials", [])))


def _triangles(document: Document, placed: PlacedPrimitive) -> int:
    primitive = placed.primitive
    number = primitive.get("indices", primitive.get("attributes", {}).get("POSITION"))
    corners = document.items("accessors")[number]["count"] if number is not None else 0
    mode = primitive.get("mode", TRIANGLES)
    return corners // 3 if mode == TRIANGLES else max(0, corners - 2) * (mode in {TRIANGLE_STRIP, TRIANGLE_FAN})


def _size_mm(document: Document) -> list[float]:
    low, high = bounds(document)
    return [round(float(side) * 1000, 1) for side in high - low]


def bounds(document: Document) -> NDArray[np.float64]:
    """Lowest and highest corner of the default scene at rest (2, 3), metres; zeros where it is empty."""
    boxes = [box for placed in document.visible_primitives() for box in _box(document, placed)]
    ends = np.array(boxes).reshape(-1, 2, 3)
    return np.array([ends[:, 0].min(axis=0), ends[:, 1].max(axis=0)]) if len(ends) else np.zeros((2, 3))


def _box(document: Document, placed: PlacedPrimitive) -> Iterator[NDArray[np.float64]]:
    shown = "POSITION" in placed.primitive.get("attributes", {})
    points = posed(document, placed, "POSITION")[:, :3] if shown else np.zeros((0, 3))
    if len(points):
        world = points @ placed.world[:3, :3].T + placed.world[:3, 3]
        yield np.array([world.min(axis=0), world.max(axis=0)])
