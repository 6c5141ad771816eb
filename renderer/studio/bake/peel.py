"""Follow rays through glass, blended and masked surfaces until something opaque, or nothing, ends them."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

ScalarT = TypeVar("ScalarT", np.float32, np.int32)

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
    triangle = np.full((count, 1), -1, np.int32)
    u, v, distance = (np.zeros((count, 1), np.float32) for _ in range(3))
    depth, travelled = np.zeros(count, np.int64), np.zeros(count, np.float32)
    alive = np.arange(count)
    for _ in range(MAX_LAYERS + MAX_CULLED):
        hits = tracer.hits(origins[alive] + directions[alive] * travelled[alive, None], directions[alive])
        met = hits.triangle >= 0
        alive, number = alive[met], hits.triangle[met]
        if not len(alive):
            break
        shown = seen(scene, number, directions[alive])
        rows, place = alive[shown], depth[alive[shown]]
        if place.max(initial=0) >= triangle.shape[1]:
            triangle, u, v, distance = deeper(triangle, -1), deeper(u, 0), deeper(v, 0), deeper(distance, 0)
        far = travelled[alive] + hits.distance[met]
        triangle[rows, place] = number[shown]
        u[rows, place], v[rows, place] = hits.u[met][shown], hits.v[met][shown]
        distance[rows, place] = far[shown]
        depth[rows] += 1
        ends = shown & (scene.kinds[scene.material[number]] == OPAQUE)
        travelled[alive] = far * np.float32(1 + 2e-6) + np.float32(1e-5)
        alive = alive[~ends]
        alive = alive[depth[alive] < MAX_LAYERS]
    return Chains(triangle, u, v, distance)


def deeper(layers: NDArray[ScalarT], fill: int) -> NDArray[ScalarT]:
    """Room for one more layer."""
    return np.pad(layers, ((0, 0), (0, 1)), constant_values=fill)


def seen(scene: Scene, triangle: Ints, directions: Floats) -> NDArray[np.bool_]:
    """Whether these triangles show themselves to rays in these directions: from the front, or double-sided."""
    facing = np.einsum("nx,nx->n", scene.faces[triangle], directions)
    return np.asarray(scene.double_sided[scene.material[triangle]] | (facing < 0))
