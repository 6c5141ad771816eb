"""Several primitives as one: their vertices one after the other, in one space."""

from collections.abc import Sequence

import numpy as np
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.export.draw_calls.mergeable import vertices
from renderer.gltf.accessors import Array
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import Matrix, wound

SPATIAL = ("POSITION", "NORMAL", "TANGENT")


def join(document: Document, primitives: Sequence[Json], places: Sequence[Matrix]) -> Json:
    """One primitive of all `primitives`, each moved to its place (4, 4); mirrored ones are wound the other way."""
    first = primitives[0]
    return {
        "attributes": {name: _joined(document, primitives, places, name) for name in sorted(first["attributes"])},
        "indices": _joined_indices(document, primitives, places),
        **{key: first[key] for key in ("material", "extensions") if key in first},
    }


def _joined(document: Document, primitives: Sequence[Json], places: Sequence[Matrix], name: str) -> int:
    numbers = [primitive["attributes"][name] for primitive in primitives]
    rows = [document.accessor(number, stored=True) for number in numbers]
    if name in SPATIAL:
        rows = [_moved(values, place, name) for values, place in zip(rows, places, strict=True)]
    normalized = bool(document.items("accessors")[numbers[0]].get("normalized", False))
    return document.add_accessor(np.concatenate(rows), ARRAY_BUFFER, normalized=normalized)


def _moved(values: Array, place: Matrix, name: str) -> Array:
    if np.array_equal(place, np.eye(4)):
        return values
    linear = place[:3, :3]
    if name == "POSITION":
        return values @ linear.T + place[:3, 3]
    turned = values[:, :3] @ (np.linalg.inv(linear) if name == "NORMAL" else linear.T)
    unit = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return np.concatenate([unit, values[:, 3:] * np.sign(np.linalg.det(linear))], axis=1)


def _joined_indices(document: Document, primitives: Sequence[Json], places: Sequence[Matrix]) -> int:
    corners, start = [], 0
    for primitive, place in zip(primitives, places, strict=True):
        count = vertices(document, primitive)
        own = document.accessor(primitive["indices"])[:, 0] if "indices" in primitive else np.arange(count)
        triangles = own.astype(np.int64).reshape(-1, 3) + start
        corners.append(wound(triangles, place))
        start += count
    return document.add_accessor(np.concatenate(corners).reshape(-1), ELEMENT_ARRAY_BUFFER)
