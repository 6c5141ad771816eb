"""Colour under transparency: ink and alpha stay as they are, and what is clear has the colour of the ink beside it."""

import numpy as np
import pytest

from renderer.artwork.bleed import ONE_INK, bleed
from tests.renderer.artwork.test_count_colors import picture


def test_bleeding_leaves_ink_and_alpha_alone() -> None:
    pixels = picture((255, 0, 0, 255), (0, 0, 0, 0), (0, 0, 255, 255), widths=(10, 41, 10))
    bled = bleed(pixels)
    ink = pixels[..., 3] > 0
    assert (bled[ink] == pixels[ink]).all()
    assert (bled[..., 3] == pixels[..., 3]).all()
    assert tuple(bled[0, 12, :3]) == (255, 0, 0)
    assert tuple(bled[0, 48, :3]) == (0, 0, 255)


def test_without_ink_there_is_nothing_to_bleed() -> None:
    assert not bleed(np.zeros((5, 7, 4), np.uint8)).any()


@pytest.mark.parametrize("shape", [(64, 64), (63, 41), (1, 9), (9, 1)])
def test_no_colour_comes_from_anywhere_but_the_inks(shape: tuple[int, int]) -> None:
    red, blue = (200, 20, 10), (10, 20, 220)
    pixels = np.zeros((*shape, 4), np.uint8)
    pixels[0, 0], pixels[-1, -1] = (*red, 255), (*blue, 255)
    bled = bleed(pixels)[..., :3].reshape(-1, 3).astype(int)
    assert (bled >= np.minimum(red, blue)).all()
    assert (bled <= np.maximum(red, blue)).all()
    assert len(np.unique(bled, axis=0)) >= 2


def test_of_one_ink_everything_has_the_colour_of_its_densest_pixel() -> None:
    pixels = np.zeros((20, 30, 4), np.uint8)
    pixels[4:9, 4:9] = (100, 150, 200, 180)
    pixels[6, 6] = (100 + ONE_INK, 150, 200, 255)
    bled = bleed(pixels)
    assert (bled[pixels[..., 3] == 0][:, :3] == pixels[6, 6, :3]).all()
    assert (bled[4:9, 4:9] == pixels[4:9, 4:9]).all()


def test_what_is_bled_is_a_copy() -> None:
    pixels = picture((255, 0, 0, 255), (0, 0, 0, 0), widths=(3, 5))
    before = pixels.copy()
    assert (bleed(pixels) != before).any()
    assert (pixels == before).all()
