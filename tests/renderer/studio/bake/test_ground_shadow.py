"""The floor's shadow: neutral under neutral light, without specks of colour, and the same at the picture's border."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.recipe import Shot
from renderer.studio.bake import bake
from renderer.studio.bake.ground import MARGIN, smooth
from tests.renderer.studio.studio_scene import StudioScene, plain, slab

Shadow = NDArray[np.float32]
BOX = slab((0.8, 0.6, 0.8), (0.0, 0.3, 0.0))


@dataclass
class Floor:
    """A box on the floor, seen from above."""

    scene: StudioScene

    def shadow(self, width: int = 64, height: int = 64) -> Shadow:
        """(height, width, 3) what the ground keeps."""
        shot = Shot.model_validate({**self.scene.shot().model_dump(), "width": width, "height": height})
        return np.asarray(bake(self.scene.document, shot, self.scene.store, self.scene.cache).shadow, np.float32)


@pytest.fixture
def floor(scene: StudioScene) -> Floor:
    scene.add(BOX, "box")
    scene.ground, scene.position, scene.target = True, (0.0, 2.5, 3.0), (0.0, 0.0, 0.0)
    return Floor(scene)


def two_lamps() -> NDArray[np.float64]:
    """A warm lamp on one side, a cool one on the other."""
    light = plain(0.05)
    light[10:16, 4:10] = (12.0, 8.0, 4.0)
    light[10:16, 36:42] = (4.0, 8.0, 12.0)
    return light


def test_grey_light_casts_a_grey_shadow(floor: Floor) -> None:
    shadow = floor.shadow()
    assert shadow.min() < 0.6
    assert np.ptp(shadow, axis=-1).max() < 4e-3


def test_lamps_of_two_colours_cast_shadows_of_two_colours(floor: Floor) -> None:
    floor.scene.environment = two_lamps()
    shadow = floor.shadow()
    tint = shadow[..., 0] - shadow[..., 2]
    assert tint.max() > 0.05
    assert tint.min() < -0.05


def test_the_picture_s_border_leaves_no_mark(floor: Floor) -> None:
    # At one height the pixels of a wider picture are those of the narrower one, and more of them.
    narrow, wide = floor.shadow(64), floor.shadow(96)
    np.testing.assert_allclose(narrow, wide[:, 16:80], atol=0.12)
    assert np.abs(narrow[:, :2] - wide[:, 16:18]).max() < 0.02


def test_no_ground_no_shadow(floor: Floor) -> None:
    floor.scene.ground = False
    assert (floor.shadow() == 1).all()


def test_smoothing_keeps_what_is_open_and_takes_noise_from_the_rest() -> None:
    size = 32 + 2 * MARGIN
    assert (smooth(np.zeros((size, size, 3), np.float32)) == 1).all()
    noisy = np.clip(np.random.default_rng(2).normal(0.5, 0.05, (size, size, 3)), 0, 1).astype(np.float32)
    kept = smooth(noisy)[MARGIN:-MARGIN, MARGIN:-MARGIN]
    assert kept.mean() == pytest.approx(0.5, abs=0.02)
    assert kept.std() < 0.3 * noisy.std()
    assert np.diff(kept, axis=-1).std() < 0.1 * np.diff(noisy, axis=-1).std()
