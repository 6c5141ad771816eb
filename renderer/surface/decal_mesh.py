"""The piece of surface that an artwork covers, lifted off the one under it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ZoneError
from renderer.gltf.placement import wound
from renderer.surface.clip import areas, clip_to_rectangle, covered_area
from renderer.surface.connect import weld
from renderer.surface.nearby import face_vectors, unit
from renderer.surface.zone import MM_PER_M
from renderer.surface.zone_patch import MIN_COVERAGE, Patch

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_LIFT_MM, MOST_LIFT_MM = 0.2, 1.0
LIFT_PER_DIAGONAL = 1 / 1000
LAYER_MM = 0.25
"""A depth buffer of 24 bits tells so much apart at arm's length and at ten metres."""


@dataclass(frozen=True, eq=False)
class DecalMesh:
    """Vertices in the frame of a node: `positions`, `normals` (n, 3), `tangents` (n, 4), `uv` (n, 2) 0..1, v down."""

    positions: Floats
    normals: Floats
    tangents: Floats
    uv: Floats
    triangles: Ints


def lift_mm(size_mm: Floats, below_mm: float | None = None) -> float:
    """How far above the surface a decal lies: it looks painted on, and no depth buffer mixes the two.

    Where others lie on the zone, the highest of them `below_mm` over it, this one is above them all.
    """
    alone = float(np.clip(np.hypot(*size_mm) * LIFT_PER_DIAGONAL, LEAST_LIFT_MM, MOST_LIFT_MM))
    return alone if below_mm is None else max(alone, below_mm + LAYER_MM)


def decal_mesh(patch: Patch, node: Floats, center_mm: Floats, size_mm: Floats, lift: float) -> DecalMesh:
    """`patch` cut to the rectangle of an artwork, in the frame of a node whose world transform is `node` (4, 4).

    It lies `lift` millimetres above the surface. Raises `ZoneError` ZONE_OFF_SURFACE where less than 98 % of the
    rectangle has surface under it.
    """
    low, high = center_mm - size_mm / 2, center_mm + size_mm / 2
    corners = clip_to_rectangle(_with_attributes(patch), low, high)
    require_cover(patch.zone.id, float(areas(corners).sum() / np.prod(size_mm)), size_mm)
    place, point, normal, rise, right = np.split(corners.reshape(-1, 14), [2, 5, 8, 11], axis=1)
    point = point + unit(rise) * lift / MM_PER_M
    uv = (place - low) / size_mm * (1, -1) + (0, 1)
    vertices, triangles = _indexed(_in_node(point, normal, right, node), np.clip(uv, 0.0, 1.0))
    # Where the node mirrors, a viewer turns what it shows inside out: in its frame a front goes round as ever.
    outward = wound(triangles, node)
    return DecalMesh(vertices[:, :3], vertices[:, 3:6], vertices[:, 6:10], vertices[:, 10:], outward)


def _with_attributes(patch: Patch) -> Floats:
    """Corners (m, 3, 14): place in mm, point, normal for light, normal to rise along, direction to the right."""
    points, corners = patch.triangles.points, weld(patch.triangles.points)
    rise = unit(_shared(corners, patch.triangles.normals))
    right = unit(_shared(corners, np.repeat(_rightward(points, patch.uv_mm)[:, None], 3, axis=1)))
    return np.concatenate([patch.uv_mm, points, patch.triangles.normals, rise, right], axis=-1)


def _rightward(points: Floats, uv_mm: Floats) -> Floats:
    """The direction in which x grows on each triangle, as long as twice its area (m, 3)."""
    (x1, y1), (x2, y2) = (np.moveaxis(uv_mm[:, i] - uv_mm[:, 0], -1, 0) for i in (1, 2))
    toward = y2[:, None] * (points[:, 1] - points[:, 0]) - y1[:, None] * (points[:, 2] - points[:, 0])
    toward = toward * np.sign(x1 * y2 - x2 * y1)[:, None]
    return np.asarray(unit(toward) * np.linalg.norm(face_vectors(points), axis=1)[:, None])


def _shared(corners: Ints, values: Floats) -> Floats:
    """The sum of `values` (m, 3, 3) over the corners at each place, back at the corners."""
    total = np.zeros((int(corners.max()) + 1, 3))
    np.add.at(total, corners.reshape(-1), values.reshape(-1, 3))
    return total[corners]


def cover(uv_mm: Floats, center_mm: Floats, size_mm: Floats) -> float:
    """How much of an artwork's rectangle has surface under it, 0..1; `uv_mm` (m, 3, 2) as in a `Patch`."""
    return covered_area(uv_mm, center_mm - size_mm / 2, center_mm + size_mm / 2) / float(np.prod(size_mm))


def require_cover(zone_id: str, covered: float, size_mm: Floats) -> None:
    """Raises `ZoneError` ZONE_OFF_SURFACE where less than 98 % of an artwork's rectangle have surface under them."""
    if covered < MIN_COVERAGE:
        raise ZoneError(
            f"Zone {zone_id!r}: {covered:.0%} of an artwork of {size_mm[0]:g} × {size_mm[1]:g} mm lie on its "
            f"surface; {MIN_COVERAGE:.0%} have to. Make the artwork smaller or move it to the middle.",
            code="ZONE_OFF_SURFACE",
        )


def _in_node(point: Floats, normal: Floats, right: Floats, node: Floats) -> Floats:
    """Position, normal and tangent (n, 10) in the node's frame; the picture's up is N × T there, unless it mirrors."""
    linear = node[:3, :3]
    inverse = np.linalg.inv(linear)
    up = unit(normal @ linear)
    along = right @ inverse.T
    along = unit(along - up * np.sum(along * up, axis=1, keepdims=True))
    hand = np.full((len(point), 1), np.sign(np.linalg.det(linear)))
    return np.concatenate([(point - node[:3, 3]) @ inverse.T, up, along, hand], axis=1)


def _indexed(vertices: Floats, uv: Floats) -> tuple[Floats, Ints]:
    """Equal corners once (n, 12), and the triangles (m, 3) between them, in an order that only values decide."""
    values = np.concatenate([vertices, uv], axis=1).astype(np.float32).astype(np.float64) + 0.0
    keys = np.round(values, 5)
    _, first, index = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    triangles = index.reshape(-1, 3)
    real = (np.diff(np.sort(triangles, axis=1), axis=1) > 0).all(axis=1)
    return values[first], triangles[real]
