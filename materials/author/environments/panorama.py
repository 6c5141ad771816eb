"""Equirectangular panoramas, oriented as three.js has them, and the light they give.

Axes: +Y up, the product's front is +Z, its left +X. Column centre u, row centre v (v = 1 at the top) look along
`(cos φ cos θ, sin φ, cos φ sin θ)` with θ = 2π (u − ½), φ = π (v − ½): the inverse of `equirectUv` in
https://github.com/mrdoob/three.js/blob/dev/src/renderers/shaders/ShaderChunk/common.glsl.js.
Radiance is linear, Rec. 709.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def directions(width: int, height: int) -> Array:
    """Unit vectors through the pixel centres, (height, width, 3), first row at the zenith."""
    theta = ((np.arange(width) + 0.5) / width - 0.5) * 2.0 * np.pi
    phi = (0.5 - (np.arange(height) + 0.5) / height) * np.pi
    level = np.cos(phi)[:, None]
    up = np.broadcast_to(np.sin(phi)[:, None], (height, width))
    return np.stack([level * np.cos(theta), up, level * np.sin(theta)], axis=-1)


def solid_angles(width: int, height: int) -> Array:
    """Steradians of each row's pixels, (height, 1); they sum to 4π over the picture."""
    edges = np.sin((0.5 - np.arange(height + 1) / height) * np.pi)
    return ((edges[:-1] - edges[1:]) * 2.0 * np.pi / width)[:, None]


def irradiance(radiance: Array, normal: tuple[float, float, float]) -> Array:
    """Irradiance on a surface facing `normal` (unit), one value a channel; π under a radiance of 1 everywhere."""
    height, width = radiance.shape[:2]
    cosine = np.maximum(directions(width, height) @ np.asarray(normal), 0.0)
    return np.asarray(np.einsum("hw,hwc->c", cosine * solid_angles(width, height), radiance), np.float64)


def expose(radiance: Array, upward: float) -> Array:
    """`radiance` scaled so that an ideal white plane facing up reflects a mean radiance of `upward`."""
    return radiance * (upward * np.pi / float(irradiance(radiance, (0.0, 1.0, 0.0)).mean()))


def shrink(radiance: Array, factor: int) -> Array:
    """The mean of each block of `factor` × `factor` pixels: soft edges from a picture drawn larger."""
    height, width, channels = radiance.shape
    blocks = radiance.reshape(height // factor, factor, width // factor, factor, channels)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float64)


def smoothstep(low: float, high: float, x: Array) -> Array:
    """0 below `low`, 1 above `high`, a cubic between; `low` may be above `high`."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float64)
