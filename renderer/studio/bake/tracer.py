"""Embree behind three questions: what a ray meets first, which triangle, and whether any. https://www.embree.org."""

from dataclasses import dataclass

import numpy as np
from embreex.mesh_construction import TriangleMesh  # type: ignore[import-untyped]
from embreex.rtcore_scene import EmbreeScene  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

CHUNK = 1 << 20
"""Rays traced together: 24 MB of origins and directions, whatever the size of the picture."""


@dataclass(frozen=True)
class Hits:
    """What rays met: `triangle` is -1 where it was nothing; `u`, `v` weigh corners 1 and 2; `distance` in metres."""

    triangle: Ints
    u: Floats
    v: Floats
    distance: Floats


class Tracer:
    """The triangles of a scene, or some of them, ready to be hit from both sides."""

    def __init__(self, positions: Floats, chosen: NDArray[np.bool_] | None = None) -> None:
        count = len(positions)
        self.numbers: Ints = np.flatnonzero(np.ones(count, bool) if chosen is None else chosen).astype(np.int32)
        self._scene = EmbreeScene(robust=True) if len(self.numbers) else None
        if self._scene is not None:
            self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(positions[self.numbers]))

    def hits(self, origins: Floats, directions: Floats) -> Hits:
        """What rays from `origins` (n, 3) along unit `directions` (n, 3) meet first."""
        count = len(origins)
        if self._scene is None or not count:
            nothing = np.zeros(count, np.float32)
            return Hits(np.full(count, -1, np.int32), nothing, nothing, nothing)
        found = self._scene.run(origins, directions, output=1)
        return Hits(self._numbered(found["primID"]), found["u"], found["v"], found["tfar"])

    def triangles(self, origins: Floats, directions: Floats) -> Ints:
        """The triangle that each ray meets first, -1 for none."""
        if self._scene is None or not len(origins):
            return np.full(len(origins), -1, np.int32)
        return self._numbered(self._scene.run(origins, directions, query="INTERSECT"))

    def blocked(self, origins: Floats, directions: Floats) -> NDArray[np.bool_]:
        """Whether each ray meets anything; cheaper than what it meets first."""
        if self._scene is None or not len(origins):
            return np.zeros(len(origins), np.bool_)
        return np.asarray(self._scene.run(origins, directions, query="OCCLUDED") == 0)

    def _numbered(self, primitive: Ints) -> Ints:
        return np.where(primitive >= 0, self.numbers[np.maximum(primitive, 0)], -1).astype(np.int32)
