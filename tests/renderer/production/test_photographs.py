"""A photograph is parted, cut and printed in seconds, though its inks have no end of outlines."""

from unittest.mock import patch

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from renderer.artwork.draw_logo import draw_logo
from renderer.production import separations as module
from renderer.production.print_pdf import print_pdf
from renderer.production.separations import separations, whole
from renderer.proof.read_print import read_print
from tests.renderer.artwork.logos import encoded


def test_a_photograph_has_an_end_and_all_its_parts() -> None:
    """Its inks have so many outlines that to join them one by one took the better part of an hour."""
    rng = np.random.default_rng(1)
    soft = [ndimage.gaussian_filter(rng.random((300, 400)), 8) for _ in range(3)]
    scaled = [255 * (each - each.min()) / (each.max() - each.min()) for each in soft]
    artwork = draw_logo(encoded(Image.fromarray(np.stack(scaled, axis=-1).astype(np.uint8))), (60.0, 45.0))
    with patch.object(module, "MOST_EDGES", 40_000), patch.object(module, "MOST_PIECES", 500):
        inks = separations(artwork.svg, artwork.width_mm, artwork.height_mm)
        contour, page = whole(inks), print_pdf(inks, artwork.width_mm, artwork.height_mm)
    sheet = (artwork.width_mm - 2) * (artwork.height_mm - 2)
    assert len(inks) > 3
    assert sum(abs(float(ink.shape.area)) for ink in inks) == pytest.approx(sheet, rel=0.05)
    assert abs(float(contour.area)) == pytest.approx(sheet, rel=0.02)
    (cut,) = read_print(page)
    assert np.ptp(cut, axis=0) == pytest.approx([artwork.width_mm - 2, artwork.height_mm - 2], abs=0.3)
