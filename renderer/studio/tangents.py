"""Tangents of triangles: the file's own, or those of MikkTSpace, as glTF asks where a file has none.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#meshes-overview
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.gltf.pose import posed
from renderer.gltf.references import tangent_map, texture_uv
from renderer.tangent_space import tangents_by_corner


def tangent_uv(material: Json) -> int:
    """The TEXCOORD set that a material's tangents follow: its normal map's, else the first. As `Scene.uv`, of two."""
    return min(texture_uv(tangent_map(material) or {}), 1)


def with_tangents(
    document: Document, item: PlacedPrimitive, corners: NDArray[np.int64], soup: dict[str, NDArray[Any]], uv_set: int
) -> NDArray[np.float32]:
    """(T, 3, 4) tangents in the world, w the handedness, 0 where the surface has no UVs to take one from.

    Where the file has none they are made from `uv_set` of the soup's `uv`.
    """
    attributes = item.primitive["attributes"]
    side = np.sign(np.linalg.det(item.world[:3, :3])) or 1.0
    if "TANGENT" in attributes:
        own = posed(document, item, "TANGENT").astype(np.float64)
        turned = own[:, :3] @ item.world[:3, :3].T
        return np.concatenate([turned, own[:, 3:] * side], axis=1)[corners].astype(np.float32)
    if not {"TEXCOORD_0", f"TEXCOORD_{uv_set}"} & attributes.keys():
        return np.zeros((*corners.shape, 4), np.float32)
    position, normal, uv = (soup[name].reshape(-1, soup[name].shape[-1]) for name in ("positions", "normals", "uv"))
    made = tangents_by_corner(
        position, normal, uv[:, 2 * uv_set : 2 * uv_set + 2], np.arange(len(position)).reshape(-1, 3)
    )
    # In a mirrored part triangles wind the other way round, and u and v change hands.
    return np.asarray(made * [1, 1, 1, side], np.float32)
