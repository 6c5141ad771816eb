"""Normal maps get the tangents that make them look the same everywhere."""

import numpy as np
from numpy.typing import NDArray
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, TRIANGLES  # type: ignore[import-untyped]

from renderer.export.needs import materials_on, normal_map, primitives
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_uv
from renderer.tangent_space import tangents_by_corner


def add_tangents(document: Document) -> Document:
    """A copy in which triangles under a normal map have tangents, vertices split where the map is mirrored.

    Primitives that have tangents, or lack the normals and UVs to make them from, are left as they are.
    """
    document = document.copy()
    for primitive in primitives(document):
        info = normal_map(materials_on(document, primitive))
        if info is not None and _can_have(primitive, texture_uv(info)):
            _add_to(document, primitive, info)
    return document


def _can_have(primitive: Json, uv_set: int) -> bool:
    there = primitive.get("attributes", {}).keys()
    made_from = {"POSITION", "NORMAL", f"TEXCOORD_{uv_set}"}
    return primitive.get("mode", TRIANGLES) == TRIANGLES and "TANGENT" not in there and made_from <= there


def _add_to(document: Document, primitive: Json, info: Json) -> None:
    attributes = primitive["attributes"]
    position, normal = (document.accessor(attributes[name]).astype(np.float64) for name in ("POSITION", "NORMAL"))
    uv = _transformed(document.accessor(attributes[f"TEXCOORD_{texture_uv(info)}"]).astype(np.float64), info)
    corners = document.accessor(primitive["indices"])[:, 0] if "indices" in primitive else np.arange(len(position))
    by_corner = tangents_by_corner(position, normal, uv, corners.astype(np.int64).reshape(-1, 3)).reshape(-1, 4)
    keys = np.column_stack([corners, by_corner[:, 3]])
    unique, first, indices = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    source = unique[:, 0].astype(np.int64)
    for holder in [attributes, *primitive.get("targets", [])]:
        for name, accessor in holder.items():
            holder[name] = _taken(document, accessor, source)
    attributes["TANGENT"] = document.add_accessor(by_corner[first], ARRAY_BUFFER)
    primitive["indices"] = document.add_accessor(indices.reshape(-1), ELEMENT_ARRAY_BUFFER)


def _transformed(uv: NDArray[np.float64], info: Json) -> NDArray[np.float64]:
    """UVs as KHR_texture_transform turns and scales them; its offset does not turn a tangent."""
    transform = info.get("extensions", {}).get("KHR_texture_transform", {})
    angle = float(transform.get("rotation", 0.0))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    scaled: NDArray[np.float64] = uv * np.array(transform.get("scale", (1.0, 1.0))) @ turn.T
    return scaled


def _taken(document: Document, accessor: int, source: NDArray[np.int64]) -> int:
    """The accessor itself where `source` changes nothing, else a new one with the rows that `source` names."""
    values = document.accessor(accessor, stored=True)
    if np.array_equal(source, np.arange(len(values))):
        return accessor
    normalized = bool(document.items("accessors")[accessor].get("normalized", False))
    return document.add_accessor(values[source], ARRAY_BUFFER, normalized=normalized)
