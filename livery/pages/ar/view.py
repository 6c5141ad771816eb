"""Cameras and places as model-viewer writes them, https://modelviewer.dev/docs/."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from renderer.recipe import Camera

Vector = Sequence[float]


@dataclass(frozen=True)
class View:
    """A camera in model-viewer's words."""

    orbit: str
    """Azimuth from +Z towards +X, angle from +Y, distance."""
    target: str
    fov: str
    """Vertical."""


def view_of(camera: Camera, moved_m: Vector = (0.0, 0.0, 0.0)) -> View:
    """`camera` upright, with what it looks at moved by `moved_m`."""
    way = [eye - at for eye, at in zip(camera.position, camera.target, strict=True)]
    distance = math.hypot(*way)
    azimuth, polar = math.atan2(way[0], way[2]), math.acos(way[1] / distance)
    return View(
        orbit=f"{math.degrees(azimuth):.3f}deg {math.degrees(polar):.3f}deg {distance:.4f}m",
        target=place(camera.target, moved_m, unit="m"),
        fov=f"{camera.vertical_fov_deg:g}deg",
    )


def place(point: Vector, moved_m: Vector = (0.0, 0.0, 0.0), unit: str = "") -> str:
    """Three lengths in metres."""
    return " ".join(f"{at + off:.4f}{unit}" for at, off in zip(point, moved_m, strict=True))
