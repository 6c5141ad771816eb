"""Strokes and counters measured where they are known."""

import pytest

from renderer.artwork.drawing import svg_document
from renderer.artwork.legibility import legibility, too_thin


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
