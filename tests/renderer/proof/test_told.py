"""What does not hold is told with what was measured, the ink and the place."""

from dataclasses import asdict

import numpy as np
import pytest
from scipy import ndimage

from renderer.artwork.drawing import svg_document
from renderer.proof.compare import Allowed, compared
from renderer.proof.drawing import Drawing
from renderer.proof.told import told

PLATE, DOT = "#16243f", "#f0ead8"
SVG = svg_document(
    60.0,
    30.0,
    f'<path d="M2 2H20V28H2Z" fill="{PLATE}"/><path d="M50 10H54V14H50Z" fill="{DOT}"/>'.encode(),
)
ALLOWED = Allowed(off_mm=0.5, common=0.9)


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return Drawing(SVG, 60.0, 30.0)


def test_ink_that_is_not_found_is_told_with_its_colour_and_place(drawing: Drawing) -> None:
    seen = drawing.ink & (drawing.places_mm()[..., 0] < 0)
    worst = compared("close.png", drawing, seen, ALLOWED).farthest
    assert worst
    assert worst.color == DOT
    assert [worst.x_mm, worst.y_mm] == [pytest.approx(52, abs=2.2), pytest.approx(12, abs=2.2)]
    assert worst.off_mm == pytest.approx(worst.x_mm - 20, abs=0.5)


def test_ink_that_nobody_drew_is_told_without_a_colour(drawing: Drawing) -> None:
    added = drawing.drawn('<path d="M36 20H37V21H36Z"/>')
    finding = compared("close.png", drawing, drawing.ink | added, Allowed(off_mm=0.5, common=1.0))
    assert not finding.ok
    assert finding.farthest
    assert finding.farthest.color == ""
    assert finding.farthest.y_mm == pytest.approx(20.5, abs=0.6)
    (sentence,) = told(asdict(finding))
    assert "none is drawn" in sentence


def test_ink_that_is_too_thin_is_not_told_as_a_place(drawing: Drawing) -> None:
    hollow = drawing.ink & ~ndimage.binary_erosion(drawing.ink, iterations=2)
    finding = compared("close.png", drawing, hollow, Allowed(off_mm=5.0, common=0.9, piece_mm=100.0))
    assert not finding.ok
    assert finding.farthest
    assert finding.farthest.off_mm <= finding.allowed_mm
    (sentence,) = told(asdict(finding))
    assert f"{finding.common:.0%} of the ink" in sentence
    assert "from the left" not in sentence


def test_what_holds_has_nothing_to_tell_and_what_is_missing_goes_first(drawing: Drawing) -> None:
    assert told(asdict(compared("close.png", drawing, drawing.ink, ALLOWED))) == []
    gone = compared("close.png", drawing, drawing.ink & (drawing.places_mm()[..., 0] < 0), Allowed(0.5, 0.9, 1.0))
    (sentence,) = told(asdict(gone))
    assert "is missing" in sentence
    assert told(asdict(compared("close.png", drawing, np.zeros_like(drawing.ink), ALLOWED))) == []
