"""Rays through the pixels of a shot."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.jit import kernel, melt
from renderer.recipe import Shot

Floats = NDArray[np.float32]


def pixel_rays(shot: Shot, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Origins and unit directions (n, 3) through picture positions in pixels, (0, 0) the upper left corner."""
    frame = view_from(shot.camera, shot.width, shot.height).frame
    origins, toward = np.empty((len(x), 3), np.float32), np.empty((len(x), 3), np.float32)
    aim(frame, x, y, origins, toward)
    return origins, toward


def grid_rays(shot: Shot, pixels: NDArray[np.int32], grid: Floats) -> tuple[Floats, Floats]:
    """The same through the places `grid` (k, 2) within each of `pixels` (n,): (n · k, 3), those of a pixel together."""
    frame = view_from(shot.camera, shot.width, shot.height).frame
    origins, toward = (np.empty((len(pixels) * len(grid), 3), np.float32) for _ in range(2))
    aim_within(frame, pixels, shot.width, grid, origins, toward)
    return origins, toward


@kernel
def aim_within(
    frame: NDArray[np.float64],
    pixels: NDArray[np.int32],
    width: int,
    grid: Floats,
    origins: Floats,
    toward: Floats,
) -> None:
    """Fill in the rays of `grid_rays`."""
    for i in range(len(pixels)):
        x, y = pixels[i] % width, pixels[i] // width
        for k in range(len(grid)):
            aim_one(frame, x + grid[k, 0], y + grid[k, 1], i * len(grid) + k, origins, toward)


@kernel
def aim(frame: NDArray[np.float64], x: Floats, y: Floats, origins: Floats, toward: Floats) -> None:
    """Fill in the rays; `frame` is that of `renderer.camera.View`."""
    for i in range(len(x)):
        aim_one(frame, x[i], y[i], i, origins, toward)


@melt
def aim_one(frame: NDArray[np.float64], x: float, y: float, row: int, origins: Floats, toward: Floats) -> None:
    """Ray number `row`, through one place in the picture."""
    length = 0.0
    for axis in range(3):
        value = x * frame[1, axis] + y * frame[2, axis] + frame[3, axis]
        toward[row, axis] = value
        length += value * value
        origins[row, axis] = frame[0, axis]
    for axis in range(3):
        toward[row, axis] /= math.sqrt(length)


def pixel_angle(shot: Shot) -> float:
    """The angle that a pixel in the middle of the picture covers, radians."""
    return view_from(shot.camera, shot.width, shot.height).step
