"""Strokes and counters measured where they are known."""

import numpy as np
import pytest
from scipy import ndimage

from renderer.artwork.drawing import svg_document
from renderer.artwork.legibility import _lost, _worn, legibility, too_thin


@pytest.mark.parametrize("width", [0.5, 1.0, 2.5])
def test_a_stroke_is_as_wide_as_it_is(width: float) -> None:
    bars = f'<path d="M5 5H35V{5 + width}H5Z" fill="#000"/>'.encode()
    assert legibility(svg_document(40, 20, bars), 40, 20).stroke == pytest.approx(width, abs=0.15)


@pytest.mark.parametrize("gap", [0.6, 1.2])
def test_a_gap_between_two_bars_is_the_counter(gap: float) -> None:
    bars = f'<path d="M5 4H35V9H5Z M5 {9 + gap}H35V{14 + gap}H5Z" fill="#000"/>'.encode()
    assert legibility(svg_document(40, 20, bars), 40, 20).counter == pytest.approx(gap, abs=0.25)


def test_a_quick_look_agrees_with_the_measure() -> None:
    bars = svg_document(40, 20, b'<path d="M5 4H35V5H5Z M5 8H35V9H5Z" fill="#000"/>')
    assert not too_thin(bars, 40, 20, 0.7)
    assert too_thin(bars, 40, 20, 1.5)


@pytest.mark.parametrize("radius", [0.4, 1.0, 1.4, 2.0, 3.6])
def test_small_discs_find_what_the_measure_of_distances_finds(radius: float) -> None:
    ink = np.pad(ndimage.gaussian_filter(np.random.default_rng(5).random((80, 120)), 2.0) > 0.5, 1)
    depth = ndimage.distance_transform_edt(ink)
    assert _worn(ink, radius) == _lost(ink, depth, radius)
