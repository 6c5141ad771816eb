"""Boxes as a model: sharp edges, two triangles a face."""

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from tests.support.tiny_product import tiny_product

Vector = NDArray[np.float64]
Box = tuple[tuple[float, float, float], tuple[float, float, float]]
"""Centre and size, metres."""


def boxes(*wanted: Box) -> Document:
    """A document that shows `wanted`, a mesh each."""
    document = tiny_product()
    document.json["scenes"][0]["nodes"] = [_add(document, *each) for each in wanted]
    return document


def _add(document: Document, center: tuple[float, float, float], size: tuple[float, float, float]) -> int:
    positions: list[Vector] = []
    normals: list[Vector] = []
    indices: list[int] = []
    for axis in range(3):
        for sign in (-1, 1):
            normal = np.eye(3)[axis] * sign
            first, second = np.eye(3)[(axis + 1) % 3], np.eye(3)[(axis + 2) % 3] * sign
            start = len(positions)
            positions += [normal + a * first + b * second for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            normals += [normal] * 4
            indices += [start + each for each in (0, 1, 2, 0, 2, 3)]
    placed = np.array(positions) * np.array(size) / 2 + np.array(center)
    attributes = {
        "POSITION": document.add_accessor(placed.astype(np.float32)),
        "NORMAL": document.add_accessor(np.array(normals, np.float32)),
    }
    primitive = {"attributes": attributes, "indices": document.add_accessor(np.array(indices, np.uint32))}
    document.json["meshes"].append({"primitives": [primitive]})
    return document.add_node({"name": f"box {center}", "mesh": len(document.json["meshes"]) - 1}, None)
