"""The surface under an artwork, a point for each pixel of its drawing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.proof.drawing import Drawing
from renderer.studio.bake.tracer import Tracer
from renderer.surface.nearby import unit
from renderer.surface.zone_patch import Patch

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ground:
    """`points` and unit `normals` (h, w, 3) in the world, metres; zero where no surface is `there` (h, w)."""

    points: Floats
    normals: Floats
    there: Mask


def ground_under(patch: Patch, drawing: Drawing, center_mm: tuple[float, float] = (0.0, 0.0)) -> Ground:
    """Where each pixel of an artwork whose middle is at `center_mm` of its zone comes to lie."""
    places = drawing.places_mm() + center_mm
    shape = places.shape[:2]
    flat = np.concatenate([patch.uv_mm, np.zeros((len(patch.uv_mm), 3, 1))], axis=-1).astype(np.float32)
    above = np.concatenate([places, np.ones((*shape, 1))], axis=-1).reshape(-1, 3).astype(np.float32)
    down = np.broadcast_to(np.array([0, 0, -1], np.float32), above.shape)
    hits = Tracer(flat).hits(above, np.ascontiguousarray(down))
    there = hits.triangle >= 0
    shares = np.stack([1 - hits.u - hits.v, hits.u, hits.v], axis=1)[:, :, None] * there[:, None, None]
    points, normals = (
        (each[hits.triangle] * shares).sum(axis=1) for each in (patch.triangles.points, patch.triangles.normals)
    )
    return Ground(points.reshape(*shape, 3), unit(normals).reshape(*shape, 3), there.reshape(shape))
