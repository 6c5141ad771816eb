"""A decal as an exported model has it, and what of it lies on the surface."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.proof.ground import Ground
from renderer.studio.bake.tracer import Tracer

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

ABOVE_M = 0.005
"""From so far above the surface one looks down onto a decal; it lies at most a millimetre over it."""
OPAQUE = 0.5


@dataclass(frozen=True, eq=False)
class DecalFound:
    """Triangles (m, 3, 3) in the world, metres, with `uv` (m, 3, 2) of 0..1, v down, into `alpha` (h, w) of 0..1.

    Their front is where they are seen to go round against the clock: no viewer shows their back.
    """

    points: Floats
    uv: Floats
    alpha: Floats

    def moved(self, by: Floats) -> "DecalFound":
        """The same, that many metres (3,) away."""
        return replace(self, points=self.points + by)


def solid(points: Floats) -> DecalFound:
    """Triangles (m, 3, 3) that are ink all over."""
    return DecalFound(points, np.zeros((*points.shape[:2], 2)), np.ones((2, 2)))


def ink_on(ground: Ground, decal: DecalFound) -> Mask:
    """Where one who looks straight down at each point of `ground` (h, w) meets the decal's ink."""
    seen = np.zeros(ground.there.shape, np.bool_)
    points, normals = ground.points[ground.there], ground.normals[ground.there]
    hits = Tracer(decal.points.astype(np.float32)).hits(
        (points + ABOVE_M * normals).astype(np.float32), (-normals).astype(np.float32)
    )
    met = (hits.triangle >= 0) & (hits.distance < 2 * ABOVE_M)
    met &= (_fronts(decal.points)[hits.triangle] * normals).sum(axis=1) > 0
    shares = np.stack([1 - hits.u - hits.v, hits.u, hits.v], axis=1)[:, :, None]
    uv = (decal.uv[hits.triangle] * shares).sum(axis=1)
    seen[ground.there] = met & (_sampled(decal.alpha, uv) > OPAQUE)
    return seen


def _fronts(points: Floats) -> Floats:
    """Where the fronts of triangles (m, 3, 3) face (m, 3), of any length."""
    return np.asarray(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]))


def _sampled(picture: Floats, uv: Floats) -> Floats:
    """`picture` between its pixels' middles."""
    height, width = picture.shape
    x, y = np.clip(uv[:, 0] * width - 0.5, 0, width - 1.001), np.clip(uv[:, 1] * height - 0.5, 0, height - 1.001)
    column, row = x.astype(np.int64), y.astype(np.int64)
    u, v = x - column, y - row
    upper = picture[row, column] * (1 - u) + picture[row, np.minimum(column + 1, width - 1)] * u
    below = np.minimum(row + 1, height - 1)
    lower = picture[below, column] * (1 - u) + picture[below, np.minimum(column + 1, width - 1)] * u
    return np.asarray(upper * (1 - v) + lower * v)
