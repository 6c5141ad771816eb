"""An environment as surfaces of each roughness see it: convolved once with the lobe of each, then only looked up.

Split-sum approximation with N = V = R, Karis 2013, https://blog.selfshadow.com/publications/s2013-shading-course/.
"""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.environment.sphere import directions, solid_angles
from renderer.jit import inline, kernel

Picture = NDArray[np.float32]

LEVELS = 8
"""Perceptual roughness k / 7."""
STACK_HEIGHT = 128
SOURCE_HEIGHTS = (128, 256, 128, 64, 64, 64, 64, 64)
TARGET_HEIGHTS = (128, 128, 128, 64, 64, 64, 64, 64)
"""A narrow lobe needs a fine source; a wide one is smooth, and so are its results."""
TAIL = 5.0
"""Lobes are cut where tan θh = TAIL · α: 96 % of GGX."""
GGX, CHARLIE, COSINE = 0, 1, 2
CHARLIE_ROUGHNESS = (0.25, 0.5, 0.75, 1.0)


def prefilter_ggx(radiance: Picture) -> Picture:
    """(LEVELS, 128, 256, 3): the environment under GGX at perceptual roughness k / (LEVELS − 1)."""
    levels = [resized(radiance, STACK_HEIGHT)]
    for k in range(1, LEVELS):
        alpha = (k / (LEVELS - 1)) ** 2
        cutoff = min(math.pi, 2 * math.atan(TAIL * alpha) + math.pi / SOURCE_HEIGHTS[k])
        level = lobe_filtered(radiance, GGX, alpha, cutoff, SOURCE_HEIGHTS[k], TARGET_HEIGHTS[k])
        levels.append(resized(level, STACK_HEIGHT))
    return np.stack(levels)


def prefilter_charlie(radiance: Picture) -> Picture:
    """(4, 32, 64, 3): the environment under the sheen lobe of CHARLIE_ROUGHNESS."""
    each = (lobe_filtered(radiance, CHARLIE, roughness**2, math.pi, 64, 32) for roughness in CHARLIE_ROUGHNESS)
    return np.stack(list(each))


def prefilter_cosine(radiance: Picture) -> Picture:
    """(32, 64, 3): irradiance / π by surface normal."""
    return lobe_filtered(radiance, COSINE, 1.0, math.pi, 64, 32)


def lobe_filtered(
    radiance: Picture, lobe: int, alpha: float, cutoff: float, source_height: int, height: int
) -> Picture:
    """`radiance` averaged under a lobe around each direction of a (height, 2·height) picture."""
    source = resized(radiance, source_height)
    lights = directions(source_height, 2 * source_height)
    weights = solid_angles(source_height, 2 * source_height)[:, 0]
    axes = directions(height, 2 * height)
    result = np.empty((height, 2 * height, 3), np.float32)
    gather_lobe(source, lights, weights, axes, lobe, alpha, cutoff, result)
    return result


@kernel
def gather_lobe(
    source: Picture,
    lights: NDArray[np.float64],
    weights: NDArray[np.float64],
    axes: NDArray[np.float64],
    lobe: int,
    alpha: float,
    cutoff: float,
    result: Picture,
) -> None:
    """Fill `result` with the weighted mean of `source` around each axis, within `cutoff` radians of it."""
    height, width = source.shape[0], source.shape[1]
    least = math.cos(cutoff)
    for i in range(axes.shape[0]):
        middle = (i + 0.5) / axes.shape[0] * height
        reach = cutoff / math.pi * height + 1.0
        first, last = max(0, int(middle - reach)), min(height, int(middle + reach) + 1)
        for j in range(axes.shape[1]):
            x, y, z = axes[i, j, 0], axes[i, j, 1], axes[i, j, 2]
            red = green = blue = total = 0.0
            for row in range(first, last):
                for column in range(width):
                    cosine = lights[row, column, 0] * x + lights[row, column, 1] * y + lights[row, column, 2] * z
                    if cosine <= 0.0 or cosine < least:
                        continue
                    weight = lobe_weight(lobe, alpha, cosine) * weights[row]
                    red += source[row, column, 0] * weight
                    green += source[row, column, 1] * weight
                    blue += source[row, column, 2] * weight
                    total += weight
            result[i, j, 0], result[i, j, 1], result[i, j, 2] = red / total, green / total, blue / total


@inline
def lobe_weight(lobe: int, alpha: float, cosine: float) -> float:
    """D(h) · n·l for n = v, where n·h follows from n·l alone."""
    if lobe == COSINE:
        return cosine
    half_squared = 0.5 * (1.0 + cosine)
    if lobe == GGX:
        d = half_squared * (alpha * alpha - 1.0) + 1.0
        return alpha * alpha / (d * d) * cosine
    # Charlie, Estevez and Kulla 2017; n·h is taken a little off the pole, where the lobe has no direction.
    sine = math.sqrt(max(1.0 - half_squared, 1e-4))
    return float((2.0 + 1.0 / alpha) * sine ** (1.0 / alpha) * cosine)


def resized(radiance: Picture, height: int) -> Picture:
    """`radiance` at (height, 2·height): means of what each pixel covers, or interpolated where it is enlarged."""
    picture = radiance
    if picture.shape[:2] == (height, 2 * height):
        return picture
    shrinks = picture.shape[0] > height
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    channels = [Image.fromarray(np.ascontiguousarray(picture[..., c])) for c in range(3)]
    return np.stack([np.asarray(each.resize((2 * height, height), method)) for each in channels], axis=-1)
