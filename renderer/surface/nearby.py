"""The triangles of a zone's targets that could carry a decal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.gltf.pose import posed
from renderer.surface.zone import Zone

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TRIANGLES = 4


@dataclass(frozen=True, eq=False)
class Triangles:
    """Triangles from several primitives: `points` and `normals` (m, 3, 3) in the world, metres.

    `source` (m, 2): which of `placed`, and which triangle of it.
    """

    placed: list[PlacedPrimitive]
    points: Floats
    normals: Floats
    source: Ints

    def __getitem__(self, chosen: NDArray[np.bool_] | Ints) -> "Triangles":
        return Triangles(self.placed, self.points[chosen], self.normals[chosen], self.source[chosen])


def margin_mm(zone: Zone) -> float:
    """How far around its rectangle a zone's patch reaches, so that filters find surface beyond the edge."""
    return 5.0 + 0.05 * max(zone.extras.width_mm, zone.extras.height_mm)


def nearby(document: Document, zone: Zone, visible: Sequence[PlacedPrimitive] | None = None) -> Triangles:
    """Target triangles that reach into the zone's box and face its reader within `max_angle_deg`.

    `visible` is what the document shows, where that is known already.
    """
    names = [mesh.get("name") for mesh in document.items("meshes")]
    seen = document.visible_primitives() if visible is None else visible
    placed = [each for each in seen if names[each.mesh] in zone.extras.target]
    placed = [each for each in placed if each.primitive.get("mode", TRIANGLES) == TRIANGLES]
    parts = [_in_reach(_triangles(document, each, number, placed), zone) for number, each in enumerate(placed)]
    return Triangles(
        placed,
        np.concatenate([np.zeros((0, 3, 3)), *(part.points for part in parts)]),
        np.concatenate([np.zeros((0, 3, 3)), *(part.normals for part in parts)]),
        np.concatenate([np.zeros((0, 2), np.int64), *(part.source for part in parts)]),
    )


def face_vectors(points: Floats) -> Floats:
    """Normals of triangles (m, 3, 3), as long as twice their area (m, 3)."""
    return np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])


def unit(vectors: Floats) -> Floats:
    """Vectors of length one along the last axis; those without a length stay zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1.0))


def _triangles(document: Document, each: PlacedPrimitive, number: int, placed: list[PlacedPrimitive]) -> Triangles:
    linear = each.world[:3, :3]
    points = posed(document, each, "POSITION").astype(np.float64) @ linear.T + each.world[:3, 3]
    indices = each.primitive.get("indices")
    order = np.arange(len(points)) if indices is None else document.accessor(indices).reshape(-1).astype(np.int64)
    corners = order[: len(order) // 3 * 3].reshape(-1, 3)
    if np.linalg.det(linear) < 0:
        corners = corners[:, [0, 2, 1]]
    source = np.stack([np.full(len(corners), number), np.arange(len(corners))], axis=1)
    flat = np.repeat(unit(face_vectors(points[corners]))[:, None], 3, axis=1)
    if "NORMAL" not in each.primitive["attributes"]:
        return Triangles(placed, points[corners], flat, source)
    smooth = unit(posed(document, each, "NORMAL").astype(np.float64) @ np.linalg.inv(linear))[corners]
    return Triangles(placed, points[corners], smooth, source)


def _in_reach(triangles: Triangles, zone: Zone) -> Triangles:
    local = zone.to_local_mm(triangles.points)
    reach = np.array([*(zone.half_mm + margin_mm(zone)), zone.extras.depth_mm])
    inside = ((local.min(axis=1) <= reach) & (local.max(axis=1) >= -reach)).all(axis=1)
    facing = unit(face_vectors(triangles.points)) @ zone.frame[:3, 2]
    return triangles[inside & (facing >= np.cos(np.radians(zone.extras.max_angle_deg)))]
