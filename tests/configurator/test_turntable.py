import itertools
import math

import pytest

from configurator.turntable import FRAMES, turned
from renderer.recipe import Camera, Shot

SHOT = Shot(
    name="hero",
    camera=Camera(position=(3.0, 1.0, 4.0), target=(1.0, 0.5, 1.0), vertical_fov_deg=24),
    width=160,
    height=120,
    environment="0" * 64,
)


def from_above(shot: Shot) -> tuple[float, float]:
    (x, _, z), (to_x, _, to_z) = shot.camera.position, shot.camera.target
    return math.hypot(x - to_x, z - to_z), math.atan2(x - to_x, z - to_z)


def test_frames_go_around_at_one_height_and_distance() -> None:
    frames = [turned(SHOT, f"turn-{number:02}") for number in range(FRAMES)]
    drawn = [frame for frame in frames if frame is not None]
    assert len(drawn) == FRAMES
    assert {frame.camera.position[1] for frame in drawn} == {1.0}
    assert {round(from_above(frame)[0], 9) for frame in drawn} == {round(from_above(SHOT)[0], 9)}
    angles = sorted(from_above(frame)[1] % (2 * math.pi) for frame in drawn)
    gaps = [later - sooner for sooner, later in itertools.pairwise(angles)]
    assert gaps == pytest.approx([2 * math.pi / FRAMES] * (FRAMES - 1))


def test_the_first_frame_is_the_shot_by_another_engine() -> None:
    first = turned(SHOT, "turn-00")
    assert first is not None
    assert first.camera.position == pytest.approx(SHOT.camera.position)
    assert first.engine == "draft"


@pytest.mark.parametrize("name", ["hero", "turn-24", "turn-1", "turn-001", ""])
def test_other_names_are_no_frames(name: str) -> None:
    assert turned(SHOT, name) is None
