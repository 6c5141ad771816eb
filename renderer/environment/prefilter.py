"""An environment as surfaces of each roughness see it: convolved once with the lobe of each, then only looked up.

Split-sum approximation with N = V = R, Karis 2013, https://blog.selfshadow.com/publications/s2013-shading-course/.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.environment.sphere import solid_angles

Picture = NDArray[np.float32]
Array = NDArray[np.float64]
Lobe = Callable[[Array], Array]
"""D(h) · n·l by n·l, for n = v, where n·h follows from n·l alone."""

LEVELS = 8
"""Perceptual roughness k / 7."""
STACK_HEIGHT = 128
"""1.4° a pixel, half the width of the narrowest lobe that is kept."""
SOURCE_HEIGHTS = (128, 256, 128, 64, 64, 64, 64, 64)
TARGET_HEIGHTS = (128, 128, 128, 64, 64, 64, 64, 64)
"""A narrow lobe needs a fine source; a wide one is smooth, and so are its results."""
TAIL = 5.0
"""Lobes are cut where tan θh = TAIL · α: 96 % of GGX."""
SOFTEST, SOFT_STEPS = 0.8, 6
"""Standard deviation of the widest blur of the soft pictures, radians, and how many there are, each half as wide."""
SOFT_SOURCES, SOFT_TARGETS = (256, 128, 128, 64, 64, 64), (128, 128, 64, 64, 32, 32)


def prefilter_ggx(radiance: Picture) -> Picture:
    """(LEVELS, 128, 256, 3): the environment under GGX at perceptual roughness k / (LEVELS − 1)."""
    levels = [resized(radiance, STACK_HEIGHT)]
    for k in range(1, LEVELS):
        alpha = (k / (LEVELS - 1)) ** 2
        cutoff = min(math.pi / 2, 2 * math.atan(TAIL * alpha) + math.pi / SOURCE_HEIGHTS[k])
        level = lobe_filtered(radiance, ggx(alpha), cutoff, SOURCE_HEIGHTS[k], TARGET_HEIGHTS[k])
        levels.append(resized(level, STACK_HEIGHT))
    return np.stack(levels)


def prefilter_soft(radiance: Picture) -> Picture:
    """(SOFT_STEPS, 128, 256, 3): the environment under Gaussian blurs from 1.4° to 46°, each twice as wide.

    Of these, lobes of any shape are put together, however stretched.
    """
    levels = []
    for k in range(SOFT_STEPS):
        width = SOFTEST / 2 ** (SOFT_STEPS - 1 - k)
        cutoff = min(3.5 * width + math.pi / SOFT_SOURCES[k], math.pi)
        level = lobe_filtered(radiance, gaussian(width), cutoff, SOFT_SOURCES[k], SOFT_TARGETS[k])
        levels.append(resized(level, STACK_HEIGHT))
    return np.stack(levels)


def gaussian(width: float) -> Lobe:
    """A normal distribution on the sphere, von Mises' and Fisher's, of this standard deviation."""

    def lobe(cosine: Array) -> Array:
        return np.asarray(np.exp((cosine - 1.0) / width**2), np.float64)

    return lobe


def prefilter_cosine(radiance: Picture) -> Picture:
    """(32, 64, 3): irradiance / π by surface normal."""
    return lobe_filtered(radiance, lambda cosine: cosine, math.pi / 2, 64, 32)


def ggx(alpha: float) -> Lobe:
    """Trowbridge and Reitz' distribution, but for a factor."""

    def lobe(cosine: Array) -> Array:
        half_squared = 0.5 * (1.0 + cosine)
        return np.asarray(cosine / (half_squared * (alpha * alpha - 1.0) + 1.0) ** 2, np.float64)

    return lobe


def lobe_filtered(radiance: Picture, lobe: Lobe, cutoff: float, source_height: int, height: int) -> Picture:
    """`radiance` averaged under `lobe`, up to `cutoff` radians around each direction of a (height, 2·height) picture.

    Seen from one row, another row of the source has the same weights for every column, only shifted: the sum over its
    columns is a correlation, and a product of spectra.
    """
    width = 2 * source_height
    spectra = np.fft.rfft(resized(radiance, source_height).astype(np.float64), axis=1)
    around = np.cos(((np.arange(width) + 0.5) / width - 0.25 / height) * 2 * np.pi)
    theta = (np.arange(source_height) + 0.5) / source_height * np.pi
    sizes = solid_angles(source_height, width)
    result = np.empty((height, 2 * height, 3), np.float32)
    for row in range(height):
        axis = (row + 0.5) / height * np.pi
        near = np.abs(theta - axis) <= cutoff
        cosine = np.cos(theta[near]) * np.cos(axis) + np.outer(around, np.sin(theta[near]) * np.sin(axis))
        weights = np.where(cosine > np.cos(cutoff), lobe(cosine), 0.0).T * sizes[near]
        seen = np.einsum("rk,rkc->kc", np.fft.rfft(weights, axis=1).conj(), spectra[near])
        result[row] = np.fft.irfft(seen, width, axis=0)[:: source_height // height] / weights.sum()
    return result


def resized(radiance: Picture, height: int) -> Picture:
    """`radiance` at (height, 2·height): means of what each pixel covers, or interpolated where it is enlarged."""
    if radiance.shape[:2] == (height, 2 * height):
        return radiance
    shrinks = radiance.shape[0] > height
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    # A column more on each side, for what is interpolated where the picture closes.
    wrapped = np.pad(radiance, ((0, 0), (1, 1), (0, 0)), mode="wrap")
    inside = (1, 0, 1 + radiance.shape[1], radiance.shape[0])
    channels = [Image.fromarray(np.ascontiguousarray(wrapped[..., c])) for c in range(3)]
    return np.stack([np.asarray(each.resize((2 * height, height), method, inside)) for each in channels], axis=-1)
