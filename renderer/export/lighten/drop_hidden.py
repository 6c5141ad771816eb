"""Triangles that nobody can see from outside are weight without use: the inside of panels, the back of a seal."""

import numpy as np
from embreex.mesh_construction import TriangleMesh  # type: ignore[import-untyped]
from embreex.rtcore_scene import EmbreeScene  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.export.lighten.parts import Part, drop_empty_primitives, may_change, parts, set_triangles
from renderer.export.needs import materials_on
from renderer.gltf.document import Document
from renderer.kept import kept

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

ROUNDS = (4, 4, 8, 16, 32, 64, 128)
"""Rays from each patch of a triangle that none has escaped from so far: what is left after 256 of them is hidden."""
PATCHES = 300
"""How many times longer the diagonal is than a patch, so that a large triangle is seen by any corner of it."""
CHUNK = 1 << 18
LIFT_M = 1e-4
SEED = 7
CLOSED = {"floor": (1, -1.0), "table": (1, -1.0), "wall": (2, -1.0)}
"""The side of the bounding box, as axis and direction, through which nobody looks."""


def drop_hidden(document: Document, placement: str | None) -> Document:
    """A copy without the opaque triangles from whose front no line of sight leaves the product.

    Glass and cut-outs hide nothing and are kept. Under a product that stands, and behind one on the wall, there
    is nobody. Documents that move are left as they are.
    """
    document = document.copy()
    if may_change(document):
        shown = [(part, _is_opaque(document, part)) for part in parts(document)]
        gone = [part.primitive for part, seen in _seen(document, shown, placement) if not _keep(document, part, seen)]
        drop_empty_primitives(document, gone)
    return document


def _keep(document: Document, part: Part, seen: Mask) -> bool:
    """Leave the triangles that are `seen`; whether there are any."""
    if seen.any() and not seen.all():
        set_triangles(document, part.primitive, part.triangles[seen])
    return bool(seen.any())


def _is_opaque(document: Document, part: Part) -> bool:
    materials = materials_on(document, part.primitive)
    return all(
        material.get("alphaMode", "OPAQUE") == "OPAQUE"
        and "KHR_materials_transmission" not in material.get("extensions", {})
        for material in materials
    )


def _seen(document: Document, shown: list[tuple[Part, bool]], placement: str | None) -> list[tuple[Part, Mask]]:
    """For each opaque part, which of its triangles can be seen in any of its places."""
    corners = [(part.placed(world), part) for part, opaque in shown if opaque for world in part.worlds]
    if not corners:
        return []
    sides = [any(each.get("doubleSided") for each in materials_on(document, part.primitive)) for _, part in corners]
    masks: dict[int, Mask] = {}
    for (points, part), seen in zip(corners, _masks([points for points, _ in corners], sides, placement), strict=True):
        masks[id(part)] = masks.get(id(part), np.zeros(len(points), bool)) | seen
    return [(part, masks[id(part)]) for part, opaque in shown if opaque]


def _masks(shapes: list[Array], both_sides: list[bool], placement: str | None) -> list[Mask]:
    """Which triangles of each shape (m, 3, 3) can be seen; the same for every colour, and so kept."""
    shape_digest = digest_bytes(b"".join(np.ascontiguousarray(shape).tobytes() for shape in shapes))
    made_from = [shape_digest, [len(shape) for shape in shapes], both_sides, placement or ""]
    bits = kept("visible", made_from, __file__, lambda: _looked(shapes, both_sides, placement))
    every = np.unpackbits(np.frombuffer(bits, np.uint8)).astype(bool)
    ends = np.cumsum([len(shape) for shape in shapes])
    return np.split(every[: ends[-1]], ends[:-1])


def _looked(shapes: list[Array], both_sides: list[bool], placement: str | None) -> bytes:
    sight = _Sight(np.concatenate(shapes), placement)
    seen = [sight.seen(shape, both_sides=both) for shape, both in zip(shapes, both_sides, strict=True)]
    return np.packbits(np.concatenate(seen)).tobytes()


class _Sight:
    """Lines of sight among blockers (m, 3, 3), metres."""

    def __init__(self, blockers: Array, placement: str | None) -> None:
        self.low, self.high = blockers.min(axis=(0, 1)), blockers.max(axis=(0, 1))
        self.closed = CLOSED.get(placement or "")
        self._scene = EmbreeScene(robust=True)
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(blockers, np.float32))

    def seen(self, corners: Array, *, both_sides: bool) -> Mask:
        """Which triangles (m, 3, 3) somebody outside can see from in front, or from either side."""
        rng = np.random.default_rng(SEED)
        normals = _normals(corners)
        area = np.linalg.norm(normals, axis=1) / 2
        unit = normals / np.maximum(2 * area, np.finfo(np.float64).tiny)[:, None]
        patches = np.ceil(area / np.square(np.linalg.norm(self.high - self.low) / PATCHES)).astype(np.int64)
        seen = np.zeros(len(corners), bool)
        for count in ROUNDS:
            waiting = np.flatnonzero(~seen)
            rays = np.repeat(waiting, np.maximum(patches[waiting], 1) * count)
            for some in np.split(rays, range(CHUNK, len(rays), CHUNK)):
                seen[some[self._escapes(*_rays(corners[some], unit[some], rng, both_sides=both_sides))]] = True
        return seen

    def _escapes(self, origins: Array, directions: Array) -> Mask:
        """Which rays (n, 3) leave the product where somebody may stand."""
        if not len(origins):
            return np.zeros(0, bool)
        near = (origins.astype(np.float32), directions.astype(np.float32))
        free: Mask = self._scene.run(*near, query="OCCLUDED") != 0
        if self.closed is None:
            return free
        axis, side = self.closed
        outward = directions[:, axis] * side > 0
        plane = self.low[axis] if side < 0 else self.high[axis]
        speed = np.where(outward, directions[:, axis], 1.0)
        exit_at = origins + directions * np.maximum((plane - origins[:, axis]) / speed, 0.0)[:, None]
        within = np.delete((exit_at > self.low) & (exit_at < self.high), axis, axis=-1).all(axis=-1)
        free &= ~(outward & within)
        return free


def _normals(corners: Array) -> Array:
    """Across each triangle (m, 3), as long as twice its area."""
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


def _rays(corners: Array, normal: Array, rng: np.random.Generator, *, both_sides: bool) -> tuple[Array, Array]:
    """An origin on each triangle and a direction over its front, or over either side (n, 3); unit `normal`s (n, 3)."""
    toward = rng.standard_normal((len(corners), 3))
    toward /= np.sqrt(np.einsum("nd,nd->n", toward, toward))[:, None]
    facing = np.where(np.einsum("nd,nd->n", toward, normal) < 0, -1.0, 1.0)[:, None]
    if not both_sides:
        toward, facing = toward * facing, np.ones_like(facing)
    # Even over the triangle: https://doi.org/10.1145/571647.571648, 4.2
    across, along = rng.random((2, len(corners), 1))
    across = np.sqrt(across)
    edge = corners[:, 1] + along * (corners[:, 2] - corners[:, 1])
    return corners[:, 0] + across * (edge - corners[:, 0]) + normal * (facing * LIFT_M), toward
