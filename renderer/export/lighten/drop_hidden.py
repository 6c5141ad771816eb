"""Triangles that nobody can see from outside are weight without use: the inside of panels, the back of a seal."""

import numpy as np
from embreex.mesh_construction import TriangleMesh  # type: ignore[import-untyped]
from embreex.rtcore_scene import EmbreeScene  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.export.lighten.parts import Part, drop_empty_primitives, may_change, parts, set_triangles
from renderer.export.needs import materials_on
from renderer.gltf.document import Document

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

ROUNDS = (4, 4, 8, 16, 32, 64, 128)
"""Rays from each triangle that no ray has escaped from so far: what is left after 256 of them is hidden."""
CHUNK = 4096
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
    sight = _Sight(np.concatenate([points for points, _ in corners]), placement)
    masks: dict[int, Mask] = {}
    for points, part in corners:
        both = any(material.get("doubleSided") for material in materials_on(document, part.primitive))
        seen = sight.seen(points, both_sides=both)
        masks[id(part)] = masks.get(id(part), np.zeros(len(seen), bool)) | seen
    return [(part, masks[id(part)]) for part, opaque in shown if opaque]


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
        seen = np.zeros(len(corners), bool)
        for count in ROUNDS:
            waiting = np.flatnonzero(~seen)
            for some in np.split(waiting, range(CHUNK, len(waiting), CHUNK)):
                seen[some] = self._escapes(*_rays(corners[some], count, rng, both_sides)).any(axis=1)
        return seen

    def _escapes(self, origins: Array, directions: Array) -> Mask:
        """Which rays (m, k, 3) leave the product where somebody may stand."""
        flat = [np.ascontiguousarray(each.reshape(-1, 3), np.float32) for each in (origins, directions)]
        free: Mask = (self._scene.run(*flat) < 0).reshape(origins.shape[:2])
        if self.closed is None:
            return free
        axis, side = self.closed
        outward = directions[..., axis] * side > 0
        plane = self.low[axis] if side < 0 else self.high[axis]
        speed = np.where(outward, directions[..., axis], 1.0)
        exit_at = origins + directions * np.maximum((plane - origins[..., axis]) / speed, 0.0)[..., None]
        within = np.delete((exit_at > self.low) & (exit_at < self.high), axis, axis=-1).all(axis=-1)
        free &= ~(outward & within)
        return free


def _rays(corners: Array, count: int, rng: np.random.Generator, both_sides: bool) -> tuple[Array, Array]:
    """Origins on the triangles and directions over their fronts (m, count, 3)."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, None]
    normal = normal / np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), np.finfo(np.float64).tiny)
    weights = rng.dirichlet((1.0, 1.0, 1.0), (len(corners), count))
    toward = rng.standard_normal((len(corners), count, 3))
    toward /= np.linalg.norm(toward, axis=-1, keepdims=True)
    facing = np.sign(np.sum(toward * normal, axis=-1, keepdims=True))
    if not both_sides:
        toward, facing = toward * np.where(facing < 0, -1.0, 1.0), np.ones_like(facing)
    return weights @ corners + normal * facing * LIFT_M, toward
