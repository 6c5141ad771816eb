"""Surfaces for zones: `sheet_document(surface, …)` puts one zone on a sheet given by a function of (u, v) in metres."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.gltf.document import Document

Points = NDArray[np.float64]
ZONE: dict[str, Any] = {
    "version": 1,
    "width_mm": 200,
    "height_mm": 100,
    "depth_mm": 200,
    "target": ["sheet"],
    "mapping": "lscm",
    "max_angle_deg": 80,
}


def flat(u: Points, v: Points) -> Points:
    """The plane z = 0."""
    return np.stack([u, v, np.zeros_like(u)], axis=-1)


def cylinder(radius: float) -> Callable[[Points, Points], Points]:
    """Round about the Y axis, its front at the origin; u is the length of arc."""
    return lambda u, v: np.stack([radius * np.sin(u / radius), v, radius * (np.cos(u / radius) - 1)], axis=-1)


def dome(radius: float) -> Callable[[Points, Points], Points]:
    """A sphere's front by azimuthal projection; far from its pole nothing lies flat."""

    def surface(u: Points, v: Points) -> Points:
        distance = np.hypot(u, v)
        sine = np.sin(distance / radius) * radius / np.where(distance > 0, distance, 1.0)
        return np.stack([u * sine, v * sine, radius * (np.cos(distance / radius) - 1)], axis=-1)

    return surface


def folded(angle_deg: float, at: float = 0.05) -> Callable[[Points, Points], Points]:
    """Flat up to u = `at`, then bent back by `angle_deg`."""
    angle = np.radians(angle_deg)

    def surface(u: Points, v: Points) -> Points:
        beyond = np.maximum(u - at, 0.0)
        return np.stack([np.minimum(u, at) + beyond * np.cos(angle), v, -beyond * np.sin(angle)], axis=-1)

    return surface


def sheet_document(
    surface: Callable[[Points, Points], Points],
    zone: dict[str, Any] | None = None,
    half: tuple[float, float] = (0.2, 0.15),
    cells: int = 32,
    node: dict[str, Any] | None = None,
) -> Document:
    """A sheet of `cells`² quads under node `sheet`, placed by `node`; zone `z` lies on it at its origin, +Z out."""
    document = Document()
    mesh = add_sheet(document, surface, document.add_material({"name": "body"}), half, cells)
    sheet = document.add_node({"name": "sheet", "mesh": mesh, **(node or {})})
    document.add_node({"name": "zone:z", "extras": {"zone": ZONE | (zone or {})}}, sheet)
    return document


def turned_sheet(side: float) -> Document:
    """A flat sheet whose node scales x by `side`, the zone beside it as a frame of its own that never mirrors."""
    document = sheet_document(flat, {"mapping": "planar"}, node={"scale": [side, 1.0, 1.0]})
    sheet, zone = document.items("nodes")
    del sheet["children"]
    document.json["scenes"][0]["nodes"].append(document.items("nodes").index(zone))
    return document


def add_sheet(
    document: Document,
    surface: Callable[[Points, Points], Points],
    material: int,
    half: tuple[float, float] = (0.2, 0.15),
    cells: int = 32,
) -> int:
    """Add the mesh `sheet` of `cells`² quads; returns its number."""
    u, v = np.meshgrid(np.linspace(-half[0], half[0], cells + 1), np.linspace(-half[1], half[1], cells + 1))
    points = surface(u, v).reshape(-1, 3)
    at = np.arange((cells + 1) ** 2).reshape(cells + 1, cells + 1)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    faces = np.stack([a, b, c, a, c, d], axis=-1).reshape(-1, 3)
    normals = _normals(points, faces)
    attributes = {
        "POSITION": document.add_accessor(points, ARRAY_BUFFER),
        "NORMAL": document.add_accessor(normals, ARRAY_BUFFER),
    }
    indices = document.add_accessor(faces.reshape(-1), ELEMENT_ARRAY_BUFFER)
    return document.add_mesh([{"attributes": attributes, "indices": indices, "material": material}], "sheet")


def _normals(points: Points, faces: NDArray[np.int64]) -> Points:
    corners = points[faces]
    each = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.zeros_like(points)
    np.add.at(total, faces.reshape(-1), np.repeat(each, 3, axis=0))
    return np.asarray(total / np.linalg.norm(total, axis=1, keepdims=True))
