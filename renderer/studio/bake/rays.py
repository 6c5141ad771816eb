"""Rays through the pixels of a shot."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.jit import kernel
from renderer.recipe import Shot

Floats = NDArray[np.float32]


def pixel_rays(shot: Shot, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Origins and unit directions (n, 3) through picture positions in pixels, (0, 0) the upper left corner."""
    frame = view_from(shot.camera, shot.width, shot.height).frame
    origins, toward = np.empty((len(x), 3), np.float32), np.empty((len(x), 3), np.float32)
    aim(frame, x, y, origins, toward)
    return origins, toward


@kernel
def aim(frame: NDArray[np.float64], x: Floats, y: Floats, origins: Floats, toward: Floats) -> None:
    """Fill in the rays; `frame` is that of `renderer.camera.View`."""
    for i in range(len(x)):
        length = 0.0
        for axis in range(3):
            value = x[i] * frame[1, axis] + y[i] * frame[2, axis] + frame[3, axis]
            toward[i, axis] = value
            length += value * value
            origins[i, axis] = frame[0, axis]
        for axis in range(3):
            toward[i, axis] /= math.sqrt(length)


def pixel_angle(shot: Shot) -> float:
    """The angle that a pixel in the middle of the picture covers, radians."""
    return view_from(shot.camera, shot.width, shot.height).step
