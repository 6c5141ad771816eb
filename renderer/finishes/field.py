"""Where an artwork's ink is, as a field: what grooves, ridges and leaf are shaped by."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.blur import blurred
from renderer.finishes.drawn import Drawn
from renderer.finishes.enlarge import enlarged

Floats = NDArray[np.float32]

SMOOTH_PX = 0.7
COARSE_PX = 2.0
"""Standard deviation of noise in pixels; broader noise is made of fewer pixels, and enlarged."""
EDGE = 3.4
"""Standard deviations from one side of a soft edge to the other."""


@dataclass(frozen=True, eq=False)
class Field:
    """An artwork's ink at the size of its textures."""

    drawn: Drawn

    @cached_property
    def cover(self) -> Floats:
        """How much of each pixel is ink, 0..1 (h, w)."""
        return np.asarray(self.drawn.pixels[..., 3] / np.float32(255), np.float32)

    @cached_property
    def depth(self) -> Floats:
        """Millimetres (h, w) to the edge of the ink, negative outside, smooth over its corners."""
        ink = self.cover > 0.5
        sampling = self.drawn.pixel_mm[::-1]
        inside = ndimage.distance_transform_edt(ink, sampling=sampling)
        outside = ndimage.distance_transform_edt(~ink, sampling=sampling)
        edge = 0.5 * min(sampling)
        signed = np.where(ink, np.minimum(inside, 50.0) - edge, edge - np.minimum(outside, 50.0))
        return np.asarray(ndimage.gaussian_filter(signed.astype(np.float32), SMOOTH_PX))

    @cached_property
    def inside(self) -> Floats:
        """`depth` where there is ink and 0 elsewhere (h, w): half the work, for what shows on ink alone."""
        sampling = self.drawn.pixel_mm[::-1]
        inside = ndimage.distance_transform_edt(self.cover > 0.5, sampling=sampling).astype(np.float32)
        return np.asarray(ndimage.gaussian_filter(np.maximum(inside - np.float32(0.5 * min(sampling)), 0), SMOOTH_PX))

    def softened(self, millimetres: float) -> Floats:
        """The cover (h, w) with its edges so many millimetres wide."""
        across, down = (millimetres / EDGE / step for step in self.drawn.pixel_mm)
        return blurred(self.cover, (down, across), truncate=3.0)

    def grain(self, seed: int, millimetres: float, coarser: int = 1) -> Floats:
        """Noise about 0 with a standard deviation of 1, features so many millimetres wide; always the same.

        (h, w), or so many times coarser.
        """
        shape = self.cover.shape[0] // coarser, self.cover.shape[1] // coarser
        sigma = [max(millimetres / 2 / step / coarser, 0.3) for step in self.drawn.pixel_mm[::-1]]
        coarse = [max(each / COARSE_PX, 1.0) for each in sigma]
        small = [math.ceil(side / by) for side, by in zip(shape, coarse, strict=True)]
        noise = np.random.default_rng(seed).standard_normal(small, np.float32)
        soft = ndimage.gaussian_filter(noise, np.divide(sigma, coarse), mode="wrap")
        soft /= np.float32(max(float(soft.std()), 1e-6))
        return np.asarray(soft) if soft.shape == shape else enlarged(soft, shape)


def step(values: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((values - low) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
