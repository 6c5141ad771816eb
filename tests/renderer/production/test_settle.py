"""Inks of a picture are traced side by side: no paper shows between them, whatever lines edges have."""

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.outline import path_data
from renderer.artwork.rasterize import rasterize
from renderer.production.separations import separations
from renderer.production.settle import covers, settled
from tests.renderer.artwork.logos import encoded


def test_no_paper_shows_between_the_inks_of_a_picture() -> None:
    """Its edges are lines of what lies between two inks, a pixel or two wide, and that is a third one."""
    y, x = np.mgrid[:720, :960] / 2
    inks = np.select([np.hypot(x - 150, y - 180) < 90, (x > 240) & (y > 100), y < 60], [0, 1, 2], 3)
    colors = np.array([(20, 26, 40), (244, 244, 240), (128, 128, 128), (240, 178, 40)])
    pixels = np.stack(
        [ndimage.gaussian_filter(colors[inks][..., channel].astype(float), 0.7) for channel in range(3)], -1
    )
    artwork = draw_logo(encoded(Image.fromarray(pixels.astype(np.uint8))), (80.0, 60.0))
    found = separations(artwork.svg, artwork.width_mm, artwork.height_mm)
    paths = "".join(f'<path fill="{ink.color}" d="{path_data(ink.shape)}"/>' for ink in found)
    size = f'viewBox="0 0 {artwork.width_mm} {artwork.height_mm}"'
    drawn = rasterize(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paths}</svg>'.encode(), 1600, 1200)
    inner = drawn[60:-60, 60:-60, 3]
    assert len(found) >= 4
    assert (inner < 128).mean() < 2e-4


def test_what_is_too_fine_to_trace_goes_to_its_neighbours_and_the_rest_stays() -> None:
    label = np.full((30, 40), -1)
    label[4:26, 4:20], label[4:26, 20], label[4:26, 21:36] = 0, 2, 1
    calm = settled(label)
    assert (calm >= 0).sum() == (label >= 0).sum()
    assert not (calm == 2).any()
    assert (calm[:, :20] == label[:, :20]).all()
    assert (settled(calm) == calm).all()


def test_where_three_inks_meet_each_place_has_one() -> None:
    y, x = np.mgrid[:60, :60] - 29.7
    label = np.select([x + 0.4 * y > 3, x - 0.7 * y > -5], [0, 1], 2)
    parts = np.stack(list(covers(label, 3)))
    assert (parts > 0.5).sum(axis=0).max() == 1
    assert (parts.max(axis=0) >= 0.5).all()
    assert parts[0] == pytest.approx(parts[0].clip(0, 1))
