"""Follow rays through glass, blended and masked surfaces until something opaque, or nothing, ends them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MAX_LAYERS = 8
"""Panes of glass seen through each other: both windshield faces, both lens faces, and twice that again."""
MAX_CULLED = 16
"""Hidden back faces passed on the way, beyond which a ray is taken to have lost its way between two of them."""


@dataclass(frozen=True)
class Chains:
    """The surfaces that rays pass, front to back; (n, depth) arrays, `triangle` -1 past the last."""

    triangle: Ints
    u: Floats
    v: Floats
    distance: Floats
    """From the camera, metres."""


def peel(tracer: Tracer, scene: Scene, origins: Floats, directions: Floats) -> Chains:
    """Every surface along each ray up to the first opaque one; back faces of single-sided materials are not there."""
    count = len(origins)
    depth, travelled = np.zeros(count, np.int32), np.zeros(count, np.float32)
    alive = np.arange(count)
    found = []
    hits = tracer.hits(origins, directions)
    for _ in range(MAX_LAYERS + MAX_CULLED):
        met = np.flatnonzero(hits.triangle >= 0)
        alive, number = alive[met], hits.triangle[met]
        if not len(alive):
            break
        far = travelled[alive] + hits.distance[met]
        shown = seen(scene, number, directions[alive])
        rows = alive[shown]
        found.append((rows, depth[rows], number[shown], hits.u[met][shown], hits.v[met][shown], far[shown]))
        depth[rows] += 1
        ends = shown & (scene.kinds[scene.material[number]] == OPAQUE)
        travelled[alive] = far * np.float32(1 + 2e-6) + np.float32(1e-5)
        alive = alive[~ends]
        alive = alive[depth[alive] < MAX_LAYERS]
        hits = tracer.hits(origins[alive] + directions[alive] * travelled[alive, None], directions[alive])
    return chained(count, max(1, int(depth.max(initial=0))), found)


def chained(
    count: int, depth: int, found: list[tuple[NDArray[np.int64], Ints, Ints, Floats, Floats, Floats]]
) -> Chains:
    """Chains of `count` rays, from what was found of them one surface at a time: row, place, and what lies there."""
    triangle = np.full((count, depth), -1, np.int32)
    u, v, distance = (np.zeros((count, depth), np.float32) for _ in range(3))
    for rows, place, *values in found:
        for array, value in zip((triangle, u, v, distance), values, strict=True):
            array[rows, place] = value
    return Chains(triangle, u, v, distance)


def seen(scene: Scene, triangle: Ints, directions: Floats) -> NDArray[np.bool_]:
    """Whether these triangles show themselves to rays in these directions: from the front, or double-sided."""
    facing = np.einsum("nx,nx->n", scene.faces[triangle], directions)
    return np.asarray(scene.double_sided[scene.material[triangle]] | (facing < 0))
