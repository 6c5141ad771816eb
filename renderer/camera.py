"""The pinhole camera of every engine: where pixels look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.errors import InputError
from renderer.recipe import Camera

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class View:
    """A camera with a raster: pixel (x, y) counts from the upper left corner, pixel centres at halves.

    The ray through (x, y) has the direction `forward + (x - width/2) · step · right - (y - height/2) · step · up`.
    """

    position: Array
    right: Array
    up: Array
    forward: Array
    step: float
    """Side of a pixel on the plane one metre ahead, metres."""
    width: int
    height: int

    @property
    def frame(self) -> Array:
        """Rows: position, right · step, -up · step, direction through the upper left corner of the raster (4, 3)."""
        x, y = self.right * self.step, -self.up * self.step
        return np.stack([self.position, x, y, self.forward - x * (self.width / 2) - y * (self.height / 2)])

    def project(self, points: Array) -> Array:
        """Points (n, 3), metres, to (n, 3): x and y in pixels, and the depth along `forward` in metres."""
        local = points - self.position
        depth = local @ self.forward
        scale = 1 / (np.where(np.abs(depth) > 1e-9, depth, 1e-9) * self.step)
        x = local @ self.right * scale + self.width / 2
        return np.stack([x, self.height / 2 - local @ self.up * scale, depth], axis=-1)


def view_from(camera: Camera, width: int, height: int) -> View:
    """The view of `camera` on a raster; raises `InputError` for a camera that looks nowhere or along its up."""
    position, target = np.array(camera.position, np.float64), np.array(camera.target, np.float64)
    forward, distance = _unit(target - position)
    right, tilt = _unit(np.cross(forward, np.array(camera.up, np.float64)))
    if not (distance >= 1e-9 and tilt >= 1e-6):
        raise InputError(
            "The camera has no direction: its target is its position, or it looks along its up. Move one of them.",
            code="CAMERA_INVALID",
        )
    step = 2 * np.tan(np.radians(camera.vertical_fov_deg) / 2) / height
    return View(position, right, np.cross(right, forward), forward, float(step), width, height)


def _unit(vector: Array) -> tuple[Array, float]:
    length = float(np.linalg.norm(vector))
    return vector / max(length, 1e-12), length
