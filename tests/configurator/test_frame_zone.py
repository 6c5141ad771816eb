import numpy as np
import pytest
from numpy.typing import NDArray

from configurator.frame_zone import VERTICAL_FOV_DEG, frame_zone
from configurator.resolve.personalization import ResolvedZone, Vector
from renderer.recipe import Camera

FRAMES: list[tuple[Vector, Vector, Vector]] = [
    ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
    ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    ((1, 0, 0), (0, 0.6, -0.8), (0, 0.8, 0.6)),
]
"""Right, up, normal: left side, right side, front, rear, lying flat, a hood."""


def zone(right: Vector, up: Vector, normal: Vector) -> ResolvedZone:
    return ResolvedZone(
        id="z",
        name="Z",
        width_mm=500,
        height_mm=160,
        safe_mm=5,
        min_text_mm=8,
        finishes=("painted",),
        max_colors=6,
        center=(0.6, 0.7, 0.1),
        right=right,
        up=up,
        normal=normal,
        slot="body",
    )


def project(camera: Camera, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """(x, y) in half picture heights from the middle, y up."""
    forward = np.subtract(camera.target, camera.position)
    forward = forward / np.linalg.norm(forward)
    right = np.cross(forward, camera.up)
    right /= np.linalg.norm(right)
    ray = point - np.array(camera.position)
    scale = np.tan(np.radians(camera.vertical_fov_deg) / 2) * (ray @ forward)
    seen: NDArray[np.float64] = np.array([ray @ right, ray @ np.cross(right, forward)]) / scale
    return seen


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("aspect", [4 / 3, 1.0, 0.75])
def test_the_zone_fills_the_picture_with_a_margin_and_reads_upright(
    frame: tuple[Vector, Vector, Vector], aspect: float
) -> None:
    placed = zone(*frame)
    camera = frame_zone(placed, aspect)
    center, right, up, normal = (np.array(each) for each in (placed.center, *frame))
    corners = [center + x * 0.25 * right + y * 0.08 * up for x in (-1, 1) for y in (-1, 1)]
    seen = np.array([project(camera, corner) for corner in corners])
    fill = max(np.abs(seen[:, 0]).max() / aspect, np.abs(seen[:, 1]).max())
    assert 0.6 < fill < 0.82
    across, upward = (project(camera, center + 0.01 * step) - project(camera, center) for step in (right, up))
    assert across[0] > 5 * abs(across[1])
    assert upward[1] > 0
    toward = np.subtract(camera.position, camera.target)
    most = 38 if normal[1] > 0.7 else 15
    assert toward @ normal / np.linalg.norm(toward) > np.cos(np.radians(most))
    assert camera.vertical_fov_deg == VERTICAL_FOV_DEG
