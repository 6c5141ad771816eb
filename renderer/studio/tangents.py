"""Tangents of triangles: the file's own, or taken from TEXCOORD_0."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive

TINY = 1e-20


def with_tangents(
    document: Document, item: PlacedPrimitive, corners: NDArray[np.int64], soup: dict[str, NDArray[Any]]
) -> NDArray[np.float32]:
    """(T, 3, 4) tangents in the world, w the handedness, 0 where the surface has no UVs to take one from."""
    attributes = item.primitive["attributes"]
    if "TANGENT" in attributes:
        own = document.accessor(attributes["TANGENT"]).astype(np.float64)
        turned = own[:, :3] @ item.world[:3, :3].T
        sign = own[:, 3:] * np.sign(np.linalg.det(item.world[:3, :3]) or 1.0)
        return np.concatenate([turned, sign], axis=1)[corners].astype(np.float32)
    if "TEXCOORD_0" not in attributes:
        return np.zeros((*corners.shape, 4), np.float32)
    return from_uv(soup["positions"].astype(np.float64), soup["uv"][..., :2].astype(np.float64))


def from_uv(positions: NDArray[np.float64], uv: NDArray[np.float64]) -> NDArray[np.float32]:
    """One tangent a triangle (T, 3, 4): where u grows, with v down as glTF has it."""
    edges, steps = positions[:, 1:] - positions[:, :1], uv[:, 1:] - uv[:, :1]
    area = steps[:, 0, 0] * steps[:, 1, 1] - steps[:, 1, 0] * steps[:, 0, 1]
    along = edges[:, 0] * steps[:, 1, 1:] - edges[:, 1] * steps[:, 0, 1:]
    along *= np.sign(area)[:, None]
    length = np.linalg.norm(along, axis=1, keepdims=True)
    flat = (np.abs(area) < TINY) | (length[:, 0] < TINY)
    tangent = np.where(flat[:, None], 0.0, along / np.where(length > TINY, length, 1.0))
    # glTF's bitangent is cross(normal, tangent) * w and points up in the picture, against v.
    sign = np.where(flat, 0.0, -np.sign(area))
    return np.repeat(np.concatenate([tangent, sign[:, None]], axis=1)[:, None], 3, axis=1).astype(np.float32)
