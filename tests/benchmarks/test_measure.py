"""Distances are nothing between equal pictures and grow; tables say what rows say."""

import numpy as np
import pytest

from benchmarks.distance import decibel, flip
from benchmarks.measure import Row
from benchmarks.peers import moved
from benchmarks.table import table
from renderer.camera import view_from
from renderer.recipe import Camera


def picture(level: int) -> np.ndarray:
    made = np.full((32, 32, 4), level, np.uint8)
    made[..., 3] = 255
    return made


def test_a_picture_is_no_distance_from_itself_and_further_from_others() -> None:
    near, far = picture(130), picture(160)
    assert flip(near, near) == 0
    assert decibel(near, near) == pytest.approx(-90)
    assert decibel(near, picture(128)) < decibel(far, picture(128))
    assert flip(near, picture(128)) < flip(far, picture(128))


def test_the_table_has_a_line_for_each_engine_with_its_means() -> None:
    rows = [
        Row("studio", "first", "a", (8, 8), 1.0, 2.0, -20.0, 0.1),
        Row("studio", "first", "b", (8, 8), 3.0, 2.0, -22.0, 0.3),
        Row("other", "first", "a", (8, 8), 5.0, 2.0),
    ]
    lines = table(rows).splitlines()
    assert lines[2] == "| studio | 2.00 | – | – | – | -21.00 | 0.200 | 2 |"
    assert lines[3] == "| other | 5.00 | – | – | – | – | – | 1 |"


def test_the_next_camera_looks_at_the_same_thing_from_beside() -> None:
    camera = Camera(position=(0, 0, 4), target=(0, 0, 0), vertical_fov_deg=30)
    assert moved(camera).target == camera.target
    assert moved(camera).position[0] == pytest.approx(0.2)
    assert view_from(moved(camera), 8, 8).forward[2] < -0.9
