"""What is behind a product, and that a product's shadow lies on all of it alike."""

import math
from pathlib import Path

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from renderer.backdrop import Surroundings
from renderer.camera import view_from
from renderer.color import hex_to_linear, linear_to_srgb
from renderer.environment import load_environment
from renderer.errors import InputError
from renderer.recipe import Background, Camera
from renderer.studio.bake.key import bake_key
from renderer.studio.known_scenes import geometry_of
from renderer.tonemap import pbr_neutral
from tests.renderer.studio.studio_scene import SIDE, StudioScene, ball, hdr, plain

TOP, BOTTOM = "#e0e4e8", "#6b6760"
RAMP = f"gradient({TOP},{BOTTOM})"
EVERYTHING = ("transparent", "#f4f4f2", RAMP, "environment")


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory) -> StudioScene:
    return StudioScene(tmp_path_factory.getbasetemp() / "bakes")


def around(pixels: np.ndarray, cache: Path, camera: Camera) -> Surroundings:
    return Surroundings(view_from(camera, SIDE, SIDE), load_environment(hdr(pixels), cache))


def facing(direction: tuple[float, float, float], fov: float = 30.0) -> Camera:
    return Camera(position=(0, 0, 0), target=direction, vertical_fov_deg=fov)


def test_a_gradient_runs_from_its_first_colour_to_its_last_as_light_does(scene: StudioScene) -> None:
    scene.add(ball(0.05), "body")
    scene.background = RAMP
    left = scene.draw()[:, :4, :3].astype(float).mean(axis=1)
    way = np.linspace(0, 1, SIDE)[:, None]
    asked = linear_to_srgb(hex_to_linear(TOP) * (1 - way) + hex_to_linear(BOTTOM) * way) * 255
    assert np.abs(left[[0, -1]] - asked[[0, -1]]).max() < 0.01
    assert np.abs(left - asked).max() < 0.5


def test_a_gradient_of_four_levels_has_no_edge(scene: StudioScene) -> None:
    """Between two levels pixels take either, more and more of them the next one."""
    scene.add(ball(0.05), "body")
    scene.background = "gradient(#808080,#848484)"
    beside = scene.draw()[:, :24, 0].astype(float)
    asked = linear_to_srgb(np.linspace(hex_to_linear("#808080")[0], hex_to_linear("#848484")[0], SIDE)) * 255
    blocks = beside.reshape(SIDE // 4, 4, 24).mean(axis=(1, 2))
    assert np.abs(blocks - asked.reshape(-1, 4).mean(axis=1)).max() < 0.15
    assert (beside.max(axis=1) - beside.min(axis=1) == 1).mean() > 0.8


@pytest.mark.parametrize("direction", [(0, 0, -1), (1, 0.4, 0), (-0.3, -0.8, 1)])
def test_a_lamp_stands_where_the_camera_sees_it(direction: tuple[float, float, float], tmp_path: Path) -> None:
    toward = np.array(direction, float) / np.linalg.norm(direction)
    sky = np.full((64, 128, 3), 0.1)
    column = (math.atan2(toward[2], toward[0]) / (2 * math.pi) + 0.5) * 128
    sky[int(math.acos(toward[1]) / math.pi * 64), int(column) % 128] = 0.7
    behind = around(sky, tmp_path, facing(direction)).behind("environment")
    brightest = np.unravel_index(behind[..., 0].argmax(), (SIDE, SIDE))
    assert np.abs(np.array(brightest) + 0.5 - SIDE / 2).max() <= SIDE / 30 * (180 / 64), "within a texel of the middle"


def test_the_environment_is_as_bright_behind_a_product_as_the_light_it_sends(tmp_path: Path) -> None:
    for level in (0.1, 0.75, 6.0):
        behind = around(plain(level), tmp_path, facing((0.2, 0.1, 1))).behind("environment")
        assert np.allclose(behind, pbr_neutral([level] * 3), atol=0.01)


def test_many_pixels_to_a_texel_are_smooth_and_many_texels_to_a_pixel_are_averaged(tmp_path: Path) -> None:
    rows = np.arange(64)[:, None, None] % 2 * np.ones((1, 128, 3))
    close = around(rows, tmp_path, facing((0, 0, -1), 12.0)).behind("environment")
    assert np.abs(np.diff(close[:, 0, 0], 2)).max() < 0.02, "no kink at the middles of texels"
    fine = np.arange(1024)[:, None, None] // 4 % 2 * np.ones((1, 2048, 3))
    wide = around(fine, tmp_path, facing((0, 0, -1), 90.0)).behind("environment")
    assert np.ptp(wide[:, SIDE // 2, 0]) < 0.2


def test_a_shadow_takes_the_same_share_of_every_background(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    beside, shares = scene.draw()[..., 3] == 0, []
    for background in ("#ffffff", RAMP, "environment"):
        scene.ground, scene.background = True, background
        shaded = scene.draw()[..., :3] / 255.0
        scene.ground = False
        shares.append((shaded / np.maximum(scene.draw()[..., :3] / 255.0, 0.01))[beside])
    assert shares[0].min() < 0.9
    for other in shares[1:]:
        assert np.abs(other - shares[0]).max() < 0.025


def test_a_bake_serves_every_background(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    keys = set()
    for scene.background in EVERYTHING:
        keys.add(bake_key(geometry_of(scene.document), scene.shot()))
    assert len(keys) == 1


def test_spaces_are_no_part_of_a_background() -> None:
    assert TypeAdapter(Background).validate_python(f"gradient({TOP}, {BOTTOM})") == RAMP


@pytest.mark.parametrize("words", ["", "red", "#fff", "gradient(#ffffff)", "gradient(red,blue)", "environment.hdr", 7])
def test_other_words_are_refused_with_the_way_out(words: object, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"Write transparent, environment, a colour such as #f4f4f2, or gradient"):
        TypeAdapter(Background).validate_python(words)
    with pytest.raises(InputError, match=r"is no background\. Write transparent") as caught:
        around(plain(), tmp_path, facing((0, 0, -1))).behind(str(words))
    assert caught.value.code == "BACKGROUND_INVALID"
