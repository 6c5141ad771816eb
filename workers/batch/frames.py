"""Cameras that a plan sets itself: turns around the product, and framing alike for every body and product."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from configurator.batch.plan import Framing, Spin
from renderer.framing import box_corners
from renderer.recipe import Blob, Camera, Shot

Array = NDArray[np.float64]

FILL = 0.86
"""Of a spin's picture, where the product is nearest to an edge."""


def spin_shots(spin: Spin, box: Array, environment: Blob) -> Iterator[tuple[str, Shot]]:
    """(frame's name, shot) of every frame, row by row; `box` (2, 3) is one around all bodies, so that none jumps.

    All cameras of a spin stand equally far from one point on the product's axis: the picture of a turning product keeps
    its scale and its middle. Frame 01 is seen from the front, and the turn goes to the product's left.
    """
    center = box.mean(axis=0)
    center[[0, 2]] = 0.0
    distance = orbit(spin, box, center)
    for row, elevation in enumerate(spin.rows, 1):
        for number in range(spin.frames):
            toward = direction(2 * np.pi * number / spin.frames, np.radians(elevation))
            position = center + toward * distance
            camera = Camera(position=tuple(position), target=tuple(center), vertical_fov_deg=spin.vertical_fov_deg)
            name = f"{number + 1:02}" if len(spin.rows) == 1 else f"{row}-{number + 1:02}"
            yield name, shot_of(spin, camera, environment)


def shot_of(spin: Spin, camera: Camera, environment: Blob) -> Shot:
    """One frame."""
    return Shot(
        name=spin.name,
        camera=camera,
        width=spin.size[0],
        height=spin.size[1],
        environment=environment,
        background=spin.background,
        ground=spin.ground,
        engine=spin.engine,
    )


def orbit(spin: Spin, box: Array, center: Array) -> float:
    """How far a spin's cameras stand off: the least that keeps the box in every frame of every row."""
    turns = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    aspect = spin.size[0] / spin.size[1]
    away = (direction(turn, np.radians(elevation)) for turn in turns for elevation in spin.rows)
    return max(standoff(box, center, toward, spin.vertical_fov_deg, aspect, FILL) for toward in away)


def direction(azimuth: float, elevation: float) -> Array:
    """The unit vector from the product towards a camera; azimuth 0 is the front (+Z), a quarter turn its left (+X)."""
    return np.array(
        [np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)], np.float64
    )


def standoff(box: Array, center: Array, toward: Array, fov_deg: float, aspect: float, fill: float) -> float:
    """The distance from `center`, metres, at which all corners of `box` take at most `fill` of the picture."""
    right = np.cross([0.0, 1.0, 0.0], toward)
    right /= np.linalg.norm(right)
    up = np.cross(toward, right)
    half = np.tan(np.radians(fov_deg) / 2) * fill
    offsets = box_corners(box) - center
    sideways = np.maximum(np.abs(offsets @ up) / half, np.abs(offsets @ right) / (half * aspect))
    return float((sideways + offsets @ toward).max())


def framed(shot: Shot, framing: Framing, box: Array) -> Shot:
    """`shot` with its direction kept, and its distance and middle set by what it sees.

    With `scale_mm`, one scale for every product: so many millimetres from left to right at the middle of its box. The
    shot then has to be wide enough: what does not fit is brought in by stepping back, never cut.
    """
    camera, center = shot.camera, box.mean(axis=0)
    toward = np.array(camera.position) - np.array(camera.target)
    toward /= np.linalg.norm(toward)
    aspect = shot.width / shot.height
    fits = standoff(box, center, toward, camera.vertical_fov_deg, aspect, framing.fill)
    if framing.scale_mm is not None:
        half = np.tan(np.radians(camera.vertical_fov_deg) / 2) * aspect
        fits = max(fits, framing.scale_mm / 2000 / half)
    moved = camera.model_copy(
        update={"position": tuple((center + toward * fits).tolist()), "target": tuple(center.tolist())}
    )
    return shot.model_copy(update={"camera": moved})
