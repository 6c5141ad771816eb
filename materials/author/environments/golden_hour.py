"""Late light on a fairway: a low hazy sun to the product's left, a warm horizon, a treeline, mown grass."""

import numpy as np

from materials.author.environments.panorama import Array, directions, expose, shrink, smoothstep

SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG = 4.0, 19.0
SUN_SPREAD_DEG = 2.6  # haze widens the disc: enough for 0.35° pixels, not too much for a shadow
ZENITH, HORIZON, GLOW = np.array([0.23, 0.29, 0.42]), np.array([0.98, 0.70, 0.46]), np.array([1.0, 0.60, 0.26])
SUN, GRASS, TREES = np.array([1.0, 0.70, 0.40]), np.array([0.135, 0.140, 0.070]), np.array([0.045, 0.05, 0.028])

# Waves around the horizon, height in degrees, phase: the lie of the woods, then round crowns on top of it.
WOODS = ((3, 1.6, 0.2), (7, 1.1, 1.9), (17, 0.7, 4.4))
CROWNS = ((20, 0.45, 0.9), (43, 0.4, 3.1), (91, 0.25, 2.2))


def golden_hour(width: int, height: int) -> Array:
    """Radiance (height, width, 3); an ideal white facing up reflects 0.95, one facing the sun more."""
    rays = directions(width * 2, height * 2)
    toward_sun = np.clip(rays @ _sun(), -1.0, 1.0)
    radiance = _sky(rays[..., 1], toward_sun)
    radiance = _over(radiance, _clouds(rays, toward_sun))
    radiance = _over(radiance, _ground(rays, toward_sun))
    radiance = _over(radiance, _treeline(rays, toward_sun))
    return expose(shrink(radiance + _disc(toward_sun), 2), 0.95)


def _sun() -> Array:
    azimuth, elevation = np.radians([SUN_AZIMUTH_DEG, SUN_ELEVATION_DEG])
    return np.array([np.cos(elevation) * np.cos(azimuth), np.sin(elevation), np.cos(elevation) * np.sin(azimuth)])


def _over(below: Array, layer: tuple[Array, Array]) -> Array:
    """Coverage and radiance laid over what is below."""
    coverage, radiance = layer
    return below + coverage[..., None] * (radiance - below)


def _sky(up: Array, toward_sun: Array) -> Array:
    """Warm air near the horizon, blue above, and two Henyey–Greenstein lobes of haze around the sun."""
    low = np.exp(-np.maximum(up, 0.0) / 0.17)[..., None]
    haze = 0.17 * _lobe(toward_sun, 0.58) + 0.045 * _lobe(toward_sun, 0.86)
    return np.asarray(ZENITH + (0.92 * HORIZON - ZENITH) * low + haze[..., None] * GLOW, np.float64)


def _lobe(cosine: Array, g: float) -> Array:
    """Henyey–Greenstein phase function times 4π (https://doi.org/10.1086/144246)."""
    return np.asarray((1.0 - g * g) / (1.0 + g * g - 2.0 * g * cosine) ** 1.5, np.float64)


def _disc(toward_sun: Array) -> Array:
    angle = np.degrees(np.arccos(toward_sun))
    return np.asarray(40.0 * np.exp(-0.5 * (angle / SUN_SPREAD_DEG) ** 2)[..., None] * SUN, np.float64)


def _clouds(rays: Array, toward_sun: Array) -> tuple[Array, Array]:
    """Thin streaks on a plane overhead, lit from below on the sun's side."""
    up = np.maximum(rays[..., 1], 0.02)
    x, z = rays[..., 0] / (up + 0.15), rays[..., 2] / (up + 0.15)
    field = np.zeros_like(up)
    for octave, (fx, fz, phase) in enumerate(((1.7, 3.1, 0.4), (3.9, 5.3, 2.1), (6.1, 12.7, 5.0), (13.3, 21.1, 1.3))):
        bend = 1.3 * np.sin(0.45 * fz * x + phase) + 0.9 * np.sin(0.8 * fx * z - phase)
        field += 0.6**octave * np.sin(fx * x + fz * z + bend)
    coverage = (
        0.5 * smoothstep(0.2, 1.5, field) * smoothstep(0.03, 0.2, rays[..., 1]) * smoothstep(0.8, 0.45, rays[..., 1])
    )
    lit = 0.5 + 0.6 * smoothstep(-0.2, 1.0, toward_sun)
    return coverage, lit[..., None] * np.array([1.0, 0.80, 0.64])


def _ground(rays: Array, toward_sun: Array) -> tuple[Array, Array]:
    """Grass, mown in stripes, brighter towards the sun where the blades let light through."""
    up = rays[..., 1]
    reach = 1.0 / np.maximum(-up, 0.04)
    stripes = 1.0 + 0.09 * np.tanh(3.0 * np.sin(1.1 * reach * rays[..., 2] + 0.4)) * smoothstep(-0.08, -0.30, up)
    through = 1.0 + 0.6 * smoothstep(0.0, 1.0, toward_sun)
    far = smoothstep(-0.30, -0.02, up)[..., None]
    grass = (stripes * through)[..., None] * GRASS * (1.0 + 0.5 * far)
    return smoothstep(0.004, -0.004, up), grass


def _treeline(rays: Array, toward_sun: Array) -> tuple[Array, Array]:
    """Trees 2 to 9 degrees high in soft silhouette, veiled by the haze towards the sun."""
    azimuth = np.arctan2(rays[..., 2], rays[..., 0])
    crowns = np.zeros_like(azimuth)
    for waves, height, phase in WOODS:
        crowns += height * np.sin(waves * azimuth + phase)
    for waves, height, phase in CROWNS:
        crowns += height * np.abs(np.sin(waves * azimuth + phase))
    top = np.sin(np.radians(np.clip(4.2 + crowns, 1.2, 9.0)))
    up = rays[..., 1]
    coverage = 0.96 * smoothstep(0.006, -0.006, up - top) * smoothstep(-0.02, -0.008, up)
    veil = 0.05 + 0.55 * smoothstep(0.55, 1.0, toward_sun)
    return coverage, TREES * (1.0 + 0.8 * smoothstep(0.0, 0.12, up)[..., None]) + veil[..., None] * 0.5 * GLOW
