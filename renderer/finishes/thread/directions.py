"""Which way thread runs: across a narrow shape from edge to edge, and at one angle over a wide one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

WIDEST_SATIN_MM = 7.0
"""Longer stitches catch and loosen: wider shapes are filled in rows."""
FILL_SHARE = 0.35
"""Part of a shape's area that is too wide for satin, from which all of it is filled."""
SMOOTHING_MM = 0.7
FILL_ANGLES_DEG = (18.0, -27.0, 63.0, -72.0)


@dataclass(frozen=True, eq=False)
class Lay:
    """`across` (h, w, 2): unit direction (x right, y down) from thread to thread. `depth` (h, w): mm from the edge.

    `filled` (h, w): in rows, not satin.
    """

    across: Floats
    depth: Floats
    filled: Mask


def lay_threads(mask: Mask, pixel_mm: tuple[float, float], turn: int) -> Lay:
    """Directions for one colour's `mask` (h, w); `turn` picks the angle of its fills."""
    sampling = (pixel_mm[1], pixel_mm[0])
    depth = np.asarray(ndimage.distance_transform_edt(mask, sampling=sampling))
    angle = np.radians(FILL_ANGLES_DEG[turn % len(FILL_ANGLES_DEG)])
    filled = _too_wide(mask, depth, sampling)
    along = _edge_to_edge(mask, depth, sampling)
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    across[filled] = (np.sin(angle), np.cos(angle))
    return Lay(across, depth, filled)


def _too_wide(mask: Mask, depth: Floats, sampling: tuple[float, float]) -> Mask:
    """Connected shapes of which a good part lies inside a disc wider than satin can be."""
    core = depth > WIDEST_SATIN_MM / 2
    if not core.any():
        return np.zeros_like(mask)
    wide = ndimage.distance_transform_edt(~core, sampling=sampling) <= WIDEST_SATIN_MM / 2
    shape, count = ndimage.label(mask, np.ones((3, 3)))
    area = np.bincount(shape.reshape(-1), minlength=count + 1)
    too_wide = np.bincount(shape[wide & mask], minlength=count + 1) > FILL_SHARE * area
    too_wide[0] = False
    return np.asarray(too_wide[shape])


def _edge_to_edge(mask: Mask, depth: Floats, sampling: tuple[float, float]) -> Floats:
    """Unit directions (h, w, 2), x right, y down, along which `depth` grows fastest, smoothed as lines without a sign.

    The main axis of the smoothed structure tensor; Bigün and Granlund 1987.
    """
    down, right = np.gradient(depth, *sampling)
    sigma = [SMOOTHING_MM / step for step in sampling]
    weight = mask * np.hypot(right, down)
    double = [ndimage.gaussian_filter(part * weight, sigma) for part in (right**2 - down**2, 2 * right * down)]
    half = np.arctan2(double[1], double[0]) / 2
    return np.stack([np.cos(half), np.sin(half)], axis=-1)
