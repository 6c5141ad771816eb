"""Rays through the pixels of a shot."""

import numpy as np
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.recipe import Shot

Floats = NDArray[np.float32]


def pixel_rays(shot: Shot, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Origins and unit directions (n, 3) through picture positions in pixels, (0, 0) the upper left corner."""
    frame = view_from(shot.camera, shot.width, shot.height).frame
    toward = x[:, None] * frame[1] + y[:, None] * frame[2] + frame[3]
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    origins = np.broadcast_to(frame[0].astype(np.float32), toward.shape)
    return np.ascontiguousarray(origins), toward.astype(np.float32)


def pixel_angle(shot: Shot) -> float:
    """The angle that a pixel in the middle of the picture covers, radians."""
    return view_from(shot.camera, shot.width, shot.height).step
