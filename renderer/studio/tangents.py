"""Tangents of triangles: the file's own, or those of MikkTSpace, as glTF asks where a file has none.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#meshes-overview
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.gltf.pose import posed
from renderer.tangent_space import tangents_by_corner


def with_tangents(
    document: Document, item: PlacedPrimitive, corners: NDArray[np.int64], soup: dict[str, NDArray[Any]]
) -> NDArray[np.float32]:
    """(T, 3, 4) tangents in the world, w the handedness, 0 where the surface has no UVs to take one from."""
    attributes = item.primitive["attributes"]
    side = np.sign(np.linalg.det(item.world[:3, :3])) or 1.0
    if "TANGENT" in attributes:
        own = posed(document, item, "TANGENT").astype(np.float64)
        turned = own[:, :3] @ item.world[:3, :3].T
        return np.concatenate([turned, own[:, 3:] * side], axis=1)[corners].astype(np.float32)
    if "TEXCOORD_0" not in attributes:
        return np.zeros((*corners.shape, 4), np.float32)
    position, normal, uv = (soup[name].reshape(-1, soup[name].shape[-1]) for name in ("positions", "normals", "uv"))
    made = tangents_by_corner(position, normal, uv[:, :2], np.arange(len(position)).reshape(-1, 3))
    # In a mirrored part triangles wind the other way round, and u and v change hands.
    return np.asarray(made * [1, 1, 1, side], np.float32)
