"""Follow rays through glass, blended and masked surfaces until something opaque, or nothing, ends them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake.normals import smooth_normals
from renderer.studio.bake.refract import bend
from renderer.studio.bake.tracer import Hits, Tracer
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

Found = tuple[NDArray[np.int64], Ints, Ints, Floats, Floats, Floats, Floats]
"""Rays, the place of what they met in their chains, and what `Chains` says of it."""

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
    toward: Floats
    """(n, 3 · depth) unit directions in which each surface is met; (n, 0) where nothing on the way bends any ray."""


def peel(tracer: Tracer, scene: Scene, origins: Floats, directions: Floats, chance: Ints | None = None) -> Chains:
    """Every surface along each ray up to the first opaque one; back faces of single-sided materials are not there.

    `chance` (n,) are the numbers by which rough glass scatters each ray; without, it does not.
    """
    count = len(origins)
    depth, travelled = np.zeros(count, np.int32), np.zeros(count, np.float32)
    alive = np.arange(count)
    found = []
    bends = bool(scene.glass.any())
    if bends:
        origins, directions = origins.copy(), directions.copy()
    hits = tracer.hits(origins, directions)
    gone = np.zeros(count, np.float32)
    for layer in range(MAX_LAYERS + MAX_CULLED):
        met = np.flatnonzero(hits.triangle >= 0)
        alive, number = alive[met], hits.triangle[met]
        if not len(alive):
            break
        step, far = travelled[alive] + hits.distance[met], gone[alive] + travelled[alive] + hits.distance[met]
        shown = seen(scene, number, directions[alive])
        rows = alive[shown]
        toward = directions[rows] if bends else directions[:0]
        found.append((rows, depth[rows], number[shown], hits.u[met][shown], hits.v[met][shown], far[shown], toward))
        depth[rows] += 1
        ends = shown & (scene.kinds[scene.material[number]] == OPAQUE)
        if bends:
            ior, alpha = scene.glass[scene.material[number]].T
            turned = np.flatnonzero((ior > 0) | (alpha > 0) & shown)
            rows = alive[turned]
            origins[rows] += directions[rows] * step[turned, None]
            gone[rows], step[turned] = far[turned], 0
            directions[rows] = bent(scene, directions[rows], number[turned], hits, met[turned], rows, chance, layer)
        travelled[alive] = step * np.float32(1 + 2e-6) + np.float32(1e-5)
        alive = alive[~ends]
        alive = alive[depth[alive] < MAX_LAYERS]
        hits = tracer.hits(origins[alive] + directions[alive] * travelled[alive, None], directions[alive])
    return chained(count, max(1, int(depth.max(initial=0))), found, bends)


def bent(
    scene: Scene,
    toward: Floats,
    triangle: Ints,
    hits: Hits,
    met: NDArray[np.int64],
    rows: NDArray[np.int64],
    chance: Ints | None,
    layer: int,
) -> Floats:
    """Directions (n, 3) behind the glass that rays `met`."""
    normal = smooth_normals(scene, triangle, hits.u[met], hits.v[met])
    number = np.zeros(len(rows), np.int32) if chance is None else chance[rows]
    glass = scene.glass[scene.material[triangle]]
    turned = np.ascontiguousarray(toward)
    bend(turned, normal, scene.faces[triangle], glass, number, layer, chance is not None)
    return turned


def chained(count: int, depth: int, found: list[Found], bends: bool) -> Chains:
    """Chains of `count` rays, from what was found of them one surface at a time."""
    triangle = np.full((count, depth), -1, np.int32)
    u, v, distance = (np.zeros((count, depth), np.float32) for _ in range(3))
    toward = np.zeros((count, depth * bends, 3), np.float32)
    for rows, place, *values in found:
        for array, value in zip((triangle, u, v, distance, toward)[: 4 + bends], values, strict=False):
            array[rows, place] = value
    return Chains(triangle, u, v, distance, toward.reshape(count, 3 * depth * bends))


def last_directions(chains: Chains, directions: Floats) -> Floats:
    """(n, 3) in which rays that started in `directions` meet their last surface."""
    if not chains.toward.shape[1]:
        return directions
    last = np.maximum((chains.triangle >= 0).sum(axis=1) - 1, 0)
    return np.ascontiguousarray(chains.toward.reshape(*chains.triangle.shape, 3)[np.arange(len(last)), last])


def seen(scene: Scene, triangle: Ints, directions: Floats) -> NDArray[np.bool_]:
    """Whether these triangles show themselves to rays in these directions: from the front, or double-sided."""
    facing = np.einsum("nx,nx->n", scene.faces[triangle], directions)
    return np.asarray(scene.double_sided[scene.material[triangle]] | (facing < 0))
