"""The light a scene stands in while it is baked: environment, ground, and how bright each triangle is lit.

Light is kept as irradiance / π, the radiance of a white surface: a surface of albedo a looks a times as bright.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.environment import Environment
from renderer.environment.halvings import Halvings, halvings
from renderer.environment.sphere import look_up
from renderer.jit import inline, kernel
from renderer.studio.bake.corners import corner_light
from renderer.studio.bake.floor import ground_shade, sample_sky
from renderer.studio.bake.sampling import cosine_rays, hemisphere
from renderer.studio.bake.sky import Lamps, SkyPicture, add_lamps, cosine_share, rays_to_lamps, sample_lamps
from renderer.studio.bake.tracer import CHUNK, Tracer
from renderer.studio.scene import Scene, unit

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

GROUND_ALBEDO = 0.75
"""What the ground gives back to the product: the white floor of a studio, between fresh paint and one driven on.

Less makes undersides black before a light background, more makes them glow.
"""
GRID = 96
"""Cells along each side of the ground's map of light: 5 cm for a golf cart, as soft as its shadow below the sill."""
REACH = 1.6
"""Half the side of that map, in radii of the scene: farther off a soft shadow is too faint to see."""
TRIANGLE_RAYS, GRID_RAYS = 12, 96
"""Bounces average many triangles; the map is read as it is, close by and in mirrors."""


@dataclass(frozen=True)
class Light:
    """Everything that a ray can meet when it leaves a surface."""

    sky: Floats
    """(64, 128, 3) radiance by direction."""
    mirrored: Halvings
    """The same as sharp as it is known, and its halvings: what mirrors see."""
    has_ground: bool
    ground: Floats
    """(GRID, GRID, 3) irradiance / π on the plane y = 0, rows along z, columns along x."""
    center: tuple[float, float]
    half: float
    """The map covers center ± half, metres; beyond it the ground is lit by the whole sky."""
    open_ground: Floats
    """(3,) irradiance / π of ground that nothing shades."""
    triangle: Floats
    """(T, 3) irradiance / π of each triangle, before any light has bounced off another."""
    corner: Floats
    """(T, 3, 3) the same at their corners: what mirrors show of them."""
    lamps: Lamps
    irradiance: Floats
    """(32, 64, 3) irradiance / π by normal, nothing in the way."""
    lift: float
    """How far above a surface rays start, metres."""


def light_scene(scene: Scene, solid: Tracer, environment: Environment, *, has_ground: bool) -> Light:
    """Light the ground, then every triangle by sky and ground."""
    corners = scene.positions.reshape(-1, 3)
    low, high = corners.min(axis=0), corners.max(axis=0)
    radius = float(np.linalg.norm(high - low)) / 2
    upward = sample_sky(environment.gather).total.astype(np.float32)
    light = Light(
        sky=environment.gather,
        mirrored=halvings(environment),
        has_ground=has_ground,
        ground=np.tile(upward, (GRID, GRID, 1)),
        center=(float(low[0] + high[0]) / 2, float(low[2] + high[2]) / 2),
        half=REACH * radius,
        open_ground=upward,
        triangle=np.zeros((len(scene.material), 3), np.float32),
        corner=np.zeros((0, 3, 3), np.float32),
        lamps=sample_lamps(environment.gather),
        irradiance=environment.irradiance,
        lift=max(5e-5 * radius, 1e-6),
    )
    if has_ground:
        light = replace(light, ground=lit_ground(solid, light))
    lit = lit_triangles(scene, solid, light)
    return replace(light, triangle=lit, corner=corner_light(scene, lit))


def lit_ground(solid: Tracer, light: Light) -> Floats:
    """The ground's map of light."""
    steps = ((np.arange(GRID) + 0.5) / GRID * 2 - 1) * light.half
    x, z = np.meshgrid(steps + light.center[0], steps + light.center[1])
    points = np.stack([x, np.zeros_like(x), z], axis=-1).reshape(-1, 3).astype(np.float32)
    number = np.arange(len(points))
    shade = ground_shade(solid, sample_sky(light.sky), points, number, range(GRID_RAYS), light.lift)
    return (light.open_ground * (1 - shade)).reshape(GRID, GRID, 3).astype(np.float32)


def lit_triangles(scene: Scene, solid: Tracer, light: Light) -> Floats:
    """(T, 3) irradiance / π in the middle of each triangle."""
    middles = scene.positions.mean(axis=1)
    normals = unit(scene.normals.mean(axis=1)).astype(np.float32)
    normals[np.einsum("tx,tx->t", normals, normals) < 0.5] = (0, 1, 0)
    lit = np.zeros((len(middles), 3), np.float32)
    counts = (TRIANGLE_RAYS // 2, TRIANGLE_RAYS // 2)
    pictures = (light.sky, light.lamps.density)
    batch = max(1, CHUNK // TRIANGLE_RAYS)
    for first in range(0, len(middles), batch):
        rows = slice(first, first + batch)
        origins, toward = shoot(middles[rows], normals[rows], first, counts[0], light.lift)
        hit = solid.triangles(origins, toward)
        sky, every = (np.zeros((len(normals[rows]), 3), np.float32) for _ in range(2))
        out = (lit[rows], sky, every)
        add_open(hit, origins, toward, normals[rows], counts, pictures, light.has_ground, ground_map(light), out)
        look_at_lamps(solid, light, middles[rows], normals[rows], first, counts, sky, every)
        lit[rows] += scaled_to_open(light, normals[rows], sky, every)
    return lit


def scaled_to_open(light: Light, normals: Floats, sky: Floats, every: Floats) -> Floats:
    """Light (P, 3) from estimates of what arrives and of what would arrive from an open sky.

    It is the ratio of the two times what is known of the second: where nothing is in the way there is no noise.
    """
    return np.asarray(sky * (open_sky(light, normals) / np.maximum(every, np.float32(1e-6))), np.float32)


@kernel
def look_all(picture: Floats, toward: Floats, seen: Floats) -> None:
    """Fill `seen` (n, 3) with what an equirectangular picture shows in unit directions `toward` (n, 3)."""
    for i in range(len(toward)):
        seen[i, 0], seen[i, 1], seen[i, 2] = look_up(picture, toward[i, 0], toward[i, 1], toward[i, 2])


def sky_seen(picture: Floats, toward: Floats) -> Floats:
    """(n, 3) an equirectangular picture in unit directions `toward` (n, 3)."""
    seen = np.empty((len(toward), 3), np.float32)
    look_all(picture, toward, seen)
    return seen


def open_sky(light: Light, normals: Floats) -> Floats:
    """Irradiance / π (P, 3) that an open sky brings to surfaces with `normals` (P, 3)."""
    return sky_seen(light.irradiance, normals)


def look_at_lamps(
    solid: Tracer,
    light: Light,
    points: Floats,
    normals: Floats,
    first: int,
    counts: tuple[int, int],
    into: Floats,
    every: Floats,
) -> None:
    """Add to `into` (P, 3) what `counts[1]` rays toward lamps bring, beside `counts[0]` cosine-weighted ones.

    `every` (P, 3) takes what they would bring if nothing were in the way.
    """
    total = len(points) * counts[1]
    origins, toward = (np.empty((total, 3), np.float32) for _ in range(2))
    of, entries = (np.empty(total, np.int32) for _ in range(2))
    table = light.lamps.table
    above = rays_to_lamps(points, normals, first, counts[1], light.lift, table, origins, toward, of, entries)
    blocked = solid.blocked(origins[:above], toward[:above])
    add_lamps(of, entries, blocked, origins, normals, counts, table, light.has_ground, into, every)


def shoot(points: Floats, normals: Floats, first: int, rays: int, lift: float) -> tuple[Floats, Floats]:
    """Cosine-weighted rays (P · rays, 3): origins and directions."""
    origins, toward = (np.empty((len(points) * rays, 3), np.float32) for _ in range(2))
    cosine_rays(points, normals, first, rays, lift, hemisphere(), origins, toward)
    return origins, toward


GroundMap = tuple[Floats, float, float, float, Floats]


def ground_map(light: Light) -> GroundMap:
    """What kernels are told of the ground's light."""
    return light.ground, light.center[0], light.center[1], light.half, light.open_ground


@inline
def ground_light(ground: GroundMap, x: float, z: float) -> tuple[float, float, float]:
    """Irradiance / π of the ground at (x, z), bilinear."""
    grid, cx, cz, half, far = ground
    u = ((x - cx) / half * 0.5 + 0.5) * grid.shape[1] - 0.5
    v = ((z - cz) / half * 0.5 + 0.5) * grid.shape[0] - 0.5
    if not (0.0 <= u < grid.shape[1] - 1.0 and 0.0 <= v < grid.shape[0] - 1.0):
        return far[0], far[1], far[2]
    i, j = int(u), int(v)
    fu, fv = u - i, v - j
    wa, wb, wc, wd = (1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv
    return (
        grid[j, i, 0] * wa + grid[j, i + 1, 0] * wb + grid[j + 1, i, 0] * wc + grid[j + 1, i + 1, 0] * wd,
        grid[j, i, 1] * wa + grid[j, i + 1, 1] * wb + grid[j + 1, i, 1] * wc + grid[j + 1, i + 1, 1] * wd,
        grid[j, i, 2] * wa + grid[j, i + 1, 2] * wb + grid[j + 1, i, 2] * wc + grid[j + 1, i + 1, 2] * wd,
    )


@kernel
def add_open(
    hit: Ints,
    origins: Floats,
    toward: Floats,
    normals: Floats,
    counts: tuple[int, int],
    pictures: SkyPicture,
    has_ground: bool,
    ground: GroundMap,
    out: tuple[Floats, Floats, Floats],
) -> None:
    """Add up, by point, what cosine-weighted rays bring from the ground, from the sky, and from an open sky."""
    lit, sky, every = out
    for row in range(len(hit)):
        p = row // counts[0]
        x, y, z = toward[row, 0], toward[row, 1], toward[row, 2]
        cosine = max(x * normals[p, 0] + y * normals[p, 1] + z * normals[p, 2], 1e-4)
        brought = cosine_share(pictures, x, y, z, cosine, counts)
        below = has_ground and y < -1e-4 and origins[row, 1] > 0.0
        for axis in range(3):
            every[p, axis] += brought[axis]
        if hit[row] < 0 and not below:
            for axis in range(3):
                sky[p, axis] += brought[axis]
        elif hit[row] < 0:
            r, g, b = ground_below(origins[row], toward[row], ground)
            lit[p, 0] += r / counts[0]
            lit[p, 1] += g / counts[0]
            lit[p, 2] += b / counts[0]


@inline
def ground_below(origin: Floats, toward: Floats, ground: GroundMap) -> tuple[float, float, float]:
    """Radiance of the ground that a ray meets on its way down."""
    reach = -origin[1] / toward[1]
    r, g, b = ground_light(ground, origin[0] + toward[0] * reach, origin[2] + toward[2] * reach)
    return r * GROUND_ALBEDO, g * GROUND_ALBEDO, b * GROUND_ALBEDO
