"""Light arriving at points from all around: from the sky, from the ground, and from each material slot apart.

Kept apart, the light that a slot sends on can take any new colour when the picture is shaded.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.jit import kernel
from renderer.studio.bake.light import GroundMap, Light, ground_below, ground_map, look_at_lamps, shoot
from renderer.studio.bake.sky import SkyPicture, cosine_share
from renderer.studio.bake.tracer import CHUNK, Tracer
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Gathered:
    """Light at P points: irradiance / π."""

    sky: Floats
    """(P, 3) as a share of what an open sky would bring."""
    ground: Floats
    """(P, 3)"""
    bounce: Floats
    """(P, M) luminance, by material, as if it were white."""

    def rows(self, chosen: NDArray[np.bool_] | Ints) -> "Gathered":
        """These points alone."""
        return Gathered(self.sky[chosen], self.ground[chosen], self.bounce[chosen])


def nothing(points: int, materials: int) -> Gathered:
    """Darkness at `points`."""
    return Gathered(
        np.zeros((points, 3), np.float32), np.zeros((points, 3), np.float32), np.zeros((points, materials), np.float32)
    )


def gather(scene: Scene, solid: Tracer, light: Light, points: Floats, normals: Floats, rays: int) -> Gathered:
    """Look around from `points` (P, 3) with `rays` rays each: half of them cosine-weighted, half toward lamps."""
    result = nothing(len(points), len(scene.kinds))
    brightness = (light.triangle @ LUMINANCE).astype(np.float32)
    pictures = (light.sky, light.lamps.density)
    counts = (rays - rays // 2, rays // 2)
    batch = max(1, CHUNK // rays)
    for first in range(0, len(points), batch):
        rows = slice(first, first + batch)
        origins, toward = shoot(points[rows], normals[rows], first, counts[0], light.lift)
        hit = solid.triangles(origins, toward)
        every = np.zeros((len(points[rows]), 3), np.float32)
        out = (result.sky[rows], result.ground[rows], result.bounce[rows], every)
        accumulate(
            hit,
            origins,
            toward,
            normals[rows],
            counts,
            pictures,
            light.has_ground,
            ground_map(light),
            scene.material,
            brightness,
            out,
        )
        look_at_lamps(solid, light, points[rows], normals[rows], first, counts, result.sky[rows], every)
        result.sky[rows] /= np.maximum(every, 1e-6)
    return result


@kernel
def accumulate(
    hit: Ints,
    origins: Floats,
    toward: Floats,
    normals: Floats,
    counts: tuple[int, int],
    pictures: SkyPicture,
    has_ground: bool,
    ground: GroundMap,
    material: Ints,
    brightness: Floats,
    out: tuple[Floats, Floats, Floats, Floats],
) -> None:
    """Add what each cosine-weighted ray brings to its point."""
    from_sky, from_ground, bounce, every = out
    share = 1.0 / counts[0]
    for row in range(len(hit)):
        p = row // counts[0]
        x, y, z = toward[row, 0], toward[row, 1], toward[row, 2]
        cosine = max(x * normals[p, 0] + y * normals[p, 1] + z * normals[p, 2], 1e-4)
        brought = cosine_share(pictures, x, y, z, cosine, counts)
        for axis in range(3):
            every[p, axis] += brought[axis]
        if hit[row] >= 0:
            bounce[p, material[hit[row]]] += brightness[hit[row]] * share
            continue
        if has_ground and y < -1e-4 and origins[row, 1] > 0.0:
            r, g, b = ground_below(origins[row], toward[row], ground)
            from_ground[p, 0] += r * share
            from_ground[p, 1] += g * share
            from_ground[p, 2] += b * share
            continue
        for axis in range(3):
            from_sky[p, axis] += brought[axis]
