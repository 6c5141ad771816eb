"""The plane y = 0: path-traced once as a picture of its own light, which lights the product and says what it keeps.

The picture of the ground is taken from just above it. Its light is then a lamp that the camera does not see, and its
ratio to open ground's is the shadow that the final picture catches.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.recipe import Shot
from renderer.reference.denoise import denoise
from renderer.reference.scene import film
from renderer.studio.bake.light import GROUND_ALBEDO, REACH
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]

SIDES = (64, 256)
"""Fewest and most pixels along each side of the ground's picture, which has half as many as the shot where it may."""
SEED = 11
NEAR = 1e-4
"""Height of the eye above the ground, in radii of the product."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What the ground keeps of its light, rows along z, columns along x; `light` lights the product."""

    light: dict[str, Any]
    kept: Floats | None
    """(n, n, 3), 1 where nothing shades it; None where there is no ground."""
    center: tuple[float, float]
    half: float


def light_ground(
    mi: Any,  # noqa: ANN401
    scene: Scene,
    shot: Shot,
    things: dict[str, Any],
    environment: Environment,
    samples: int,
) -> Ground:
    """The ground of `shot` under `things`."""
    corners = scene.positions.reshape(-1, 3)
    low, high = corners.min(axis=0), corners.max(axis=0)
    radius = float(np.linalg.norm(high - low)) / 2
    center = (float(low[0] + high[0]) / 2, float(low[2] + high[2]) / 2)
    if not shot.ground or shot.camera.position[1] <= 0:
        return Ground({}, None, center, REACH * radius)
    up = open_light(environment) * GROUND_ALBEDO
    place = lying(mi, center, REACH * radius)
    floor = {"type": "rectangle", "to_world": place, "bsdf": {"type": "diffuse", "reflectance": GROUND_ALBEDO}}
    side = min(max(max(shot.width, shot.height) // 2, SIDES[0]), SIDES[1])
    radiance = picture(mi, {**things, "ground": floor}, center, (side, REACH * radius, NEAR * radius), samples)
    kept = np.clip(radiance / up, 0, 1)
    lamp = {
        "type": "rectangle",
        "to_world": place,
        "bsdf": {"type": "diffuse", "reflectance": 0.0},
        "emitter": {"type": "area", "radiance": _texture(mi, radiance)},
    }
    return Ground({"ground": lamp}, kept.astype(np.float32), center, REACH * radius)


def lying(mi: Any, center: tuple[float, float], half: float) -> Any:  # noqa: ANN401
    """A rectangle's place on the ground: facing up, u along x, v against z."""
    transform = mi.ScalarTransform4f()
    return transform.translate([center[0], 0, center[1]]).rotate([1, 0, 0], -90).scale([half, half, 1])


def open_light(environment: Environment) -> Floats:
    """(3,) irradiance / π of ground that nothing shades."""
    return np.asarray(environment.irradiance[0].mean(axis=0), np.float32)


def picture(
    mi: Any,  # noqa: ANN401
    things: dict[str, Any],
    center: tuple[float, float],
    frame: tuple[int, float, float],
    samples: int,
) -> Floats:
    """Radiance (n, n, 3) of the ground seen from above, rows along z; `frame`: n, half its side, height of the eye."""
    side, half, height = frame
    eye, aim = [center[0], height, center[1]], [center[0], 0, center[1]]
    look = mi.ScalarTransform4f().look_at(eye, aim, [0, 0, -1]).scale([half, half, 1])
    sensor = {
        "type": "orthographic",
        "to_world": look,
        "near_clip": height * 0.01,
        "far_clip": height * 10,
        "film": film(side, side),
        "sampler": {"type": "multijitter", "sample_count": samples, "seed": SEED},
    }
    made = mi.load_dict({"type": "scene", **things, "sensor": sensor})
    path = mi.load_dict({"type": "path", "max_depth": 6, "hide_emitters": True})
    color = np.array(mi.render(made, integrator=path, spp=samples, seed=SEED), np.float32)[..., :3]
    flat = np.zeros_like(color)
    return denoise(color, flat + GROUND_ALBEDO, flat + np.array([0, 1, 0], np.float32))


def _texture(mi: Any, radiance: Floats) -> dict[str, Any]:  # noqa: ANN401
    # The rectangle's v runs against z, and so from the last row to the first.
    flipped = np.ascontiguousarray(radiance[::-1])
    return {"type": "bitmap", "bitmap": mi.Bitmap(flipped), "raw": True, "wrap_mode": "clamp"}
