"""Which material slot a personalization lies on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive

Floats = NDArray[np.float64]


def slot_under(document: Document, target: Sequence[str], center: Floats, normal: Floats) -> str:
    """The slot of the `target` meshes that the line through `center` along `normal` meets nearest to `center`; metres.

    "" where it meets none of them.
    """
    meshes = document.items("meshes")
    candidates = [each for each in document.visible_primitives() if meshes[each.mesh].get("name") in target]
    nearest = min(candidates, key=lambda each: _distance(_triangles(document, each), center, normal), default=None)
    if nearest is None or "material" not in nearest.primitive:
        return ""
    return str(document.items("materials")[nearest.primitive["material"]].get("name", ""))


def _triangles(document: Document, placed: PlacedPrimitive) -> Floats:
    """Corners in the world (n, 3, 3), metres."""
    points = document.accessor(placed.primitive["attributes"]["POSITION"]).astype(np.float64)
    indices = placed.primitive.get("indices")
    order = np.arange(len(points)) if indices is None else document.accessor(indices).reshape(-1).astype(np.int64)
    in_world = points @ placed.world[:3, :3].T + placed.world[:3, 3]
    return np.asarray(in_world[order].reshape(-1, 3, 3))


def _distance(triangles: Floats, center: Floats, normal: Floats) -> float:
    """How far from `center` the line meets the triangles; infinite where it misses. Möller and Trumbore 1997."""
    edge1, edge2 = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(normal, edge2)
    determinant = np.einsum("ij,ij->i", edge1, across)
    meets = np.abs(determinant) > 1e-15
    edge1, edge2, across, scale = edge1[meets], edge2[meets], across[meets], 1.0 / determinant[meets]
    offset = center - triangles[meets, 0]
    u = np.einsum("ij,ij->i", offset, across) * scale
    turned = np.cross(offset, edge1)
    v = turned @ normal * scale
    inside = (u >= 0) & (v >= 0) & (u + v <= 1)
    along = np.einsum("ij,ij->i", edge2, turned)[inside] * scale[inside]
    return float(np.min(np.abs(along), initial=np.inf))
