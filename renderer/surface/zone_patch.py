"""The surface under a zone, laid flat in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ZoneError
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive
from renderer.surface.clip import areas, clip_to_rectangle, covered_area
from renderer.surface.connect import piece_around, weld
from renderer.surface.flatten import stretch
from renderer.surface.lay_flat import lay_flat
from renderer.surface.nearby import Triangles, face_vectors, nearby
from renderer.surface.under_center import under_center
from renderer.surface.zone import Zone, zones

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MIN_COVERAGE = 0.98
MAX_STRETCH = 1.35
FLAT = 180.0
"""A fold that no edge exceeds: the surface with its creases."""


@dataclass(frozen=True, eq=False)
class Patch:
    """A connected piece of a zone's targets around its centre, a margin wider than its rectangle.

    `uv_mm` (m, 3, 2): place of each corner on the flat artwork, +x right, +y up, origin at the zone's centre, true to
    measure there. `stretch`: by how much 95 % of the rectangle's area is at most longer or shorter than it should be.
    """

    zone: Zone
    triangles: Triangles
    uv_mm: Floats
    seed: int
    """The triangle under the zone's centre."""
    stretch: float

    @property
    def host(self) -> PlacedPrimitive:
        """The primitive under the zone's centre."""
        return self.triangles.placed[int(self.triangles.source[self.seed, 0])]


@dataclass(frozen=True, eq=False)
class ZonePatch:
    """What of one placed primitive lies under a zone: `triangles` (m,) of it, and their corners' `uv_mm` (m, 3, 2)."""

    zone: str
    node: int
    mesh: int
    primitive: int
    triangles: Ints
    uv_mm: Floats


def zone_patches(document: Document) -> list[ZonePatch]:
    """The surface under every visible zone, by primitive; raises `ZoneError` as `zone_patch` does."""
    visible = document.visible_primitives()
    return [part for zone in zones(document) for part in _by_primitive(zone_patch(document, zone, visible))]


def zone_patch(document: Document, zone: Zone, visible: Sequence[PlacedPrimitive] | None = None) -> Patch:
    """The surface under `zone`, up to creases of 35°, within its depth and angle, conformally laid flat.

    `visible` is what the document shows, where that is known already. Raises `ZoneError`: ZONE_OFF_SURFACE where it has
    no or too little surface, ZONE_SPANS_CREASE where a crease cuts the surface under it, ZONE_STRETCH where that cannot
    be laid flat true to measure.
    """
    around = nearby(document, zone, visible)
    seed, shares = under_center(around, zone)
    corners = weld(around.points)
    piece = piece_around(around.points, corners, seed)
    patch = _patch(zone, around, piece, seed, shares)
    if _coverage(patch) < MIN_COVERAGE:
        with_creases = piece_around(around.points, corners, seed, FLAT)
        whole = with_creases.sum() > piece.sum() and _coverage(_patch(zone, around, with_creases, seed, shares))
        raise _too_small(zone, _coverage(patch), whole >= MIN_COVERAGE)
    if patch.stretch > MAX_STRETCH:
        raise _too_curved(zone, patch.stretch)
    return patch


def _by_primitive(patch: Patch) -> list[ZonePatch]:
    source = patch.triangles.source
    parts = []
    for number in np.unique(source[:, 0]):
        placed, mine = patch.triangles.placed[number], source[:, 0] == number
        # Where a node mirrors, a patch goes round its triangles the other way than the primitive does.
        mirrored = np.linalg.det(placed.world[:3, :3]) < 0
        uv_mm = patch.uv_mm[mine][:, [0, 2, 1] if mirrored else [0, 1, 2]]
        parts.append(ZonePatch(patch.zone.id, placed.node, placed.mesh, placed.index, source[mine, 1].copy(), uv_mm))
    return parts


def _patch(zone: Zone, around: Triangles, piece: NDArray[np.bool_], seed: int, shares: Floats) -> Patch:
    """The triangles of `piece` laid flat; slivers without an area carry no picture and would spoil the solution."""
    size = np.linalg.norm(face_vectors(around.points), axis=1)
    chosen = piece & (size > 1e-6 * np.median(size[piece]))
    chosen[seed] = True
    seed, triangles = int(chosen[:seed].sum()), around[chosen]
    plane, flat = lay_flat(zone, triangles, seed, shares)
    uv_mm = np.stack([flat.real, flat.imag], axis=-1)
    return Patch(zone, triangles, uv_mm, seed, stretch_within(zone, uv_mm, stretch(plane, flat)))


def stretch_within(zone: Zone, uv_mm: Floats, each: Floats) -> float:
    """The stretch that 95 % of the rectangle's area does not exceed; 1 where none of it is covered."""
    marked = np.concatenate([uv_mm, np.repeat(each[:, None, None], 3, axis=1)], axis=-1)
    inside = clip_to_rectangle(marked, -zone.half_mm, zone.half_mm)
    order = np.argsort(inside[:, 0, 2], kind="stable")
    reached = np.cumsum(areas(inside)[order])
    if not len(order):
        return 1.0
    return float(inside[order, 0, 2][np.searchsorted(reached, 0.95 * reached[-1])])


def _coverage(patch: Patch) -> float:
    half = patch.zone.half_mm
    return covered_area(patch.uv_mm, -half, half) / float(np.prod(2 * half))


def _too_small(zone: Zone, coverage: float, crease: bool) -> ZoneError:
    size = f"{zone.extras.width_mm:g} × {zone.extras.height_mm:g} mm"
    if crease:
        message = f"Zone {zone.id!r}: a crease sharper than 35° runs through its {size}; "
    else:
        message = f"Zone {zone.id!r}: its {size} reach beyond the surface; "
    message += (
        f"{coverage:.0%} lie on one smooth piece and {MIN_COVERAGE:.0%} have to. Move the zone or make it smaller."
    )
    return ZoneError(
        message, code="ZONE_SPANS_CREASE" if crease else "ZONE_OFF_SURFACE", details={"coverage": round(coverage, 4)}
    )


def _too_curved(zone: Zone, measured: float) -> ZoneError:
    return ZoneError(
        f"Zone {zone.id!r}: its surface curves so much that artwork would be {measured:.2f} times too long or short; "
        f"at most {MAX_STRETCH:g}. Make the zone smaller or move it to a calmer place.",
        code="ZONE_STRETCH",
        details={"stretch": round(measured, 4)},
    )
