"""What the workshop gets as outlines is what the picture shows, however a drawing program wrote it."""

import numpy as np
import pathops  # type: ignore[import-untyped]
import pytest

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.drawing import svg_document
from renderer.artwork.rasterize import rasterize
from renderer.production.read_shapes import NotPlain, read_shapes
from renderer.production.separations import parted, separations
from tests.renderer.artwork.logos import svg

RING = "M0 0H40V40H0ZM10 10H30V30H10Z"
DISC = "M-20 25A20 20 0 0 1 20 25A20 20 0 0 1 -20 25Z"
ARROW = "M0 0L10 5L0 10Z"
PLAIN = {
    "a hole": f'<path fill-rule="evenodd" d="{RING}"/>',
    "a hole by its group": f'<g fill="none" fill-rule="evenodd"><path fill="#c4202b" d="{RING}"/></g>',
    "no hole": f'<g fill-rule="evenodd"><path fill-rule="nonzero" d="{RING}"/></g>',
    "cut off at the edge": f'<path d="{DISC}"/><path d="M60 10H90V40H60Z"/>',
    "cut off by a picture in it": (
        f'<svg x="10" y="5" width="20" height="40" viewBox="0 0 10 10"><path d="{ARROW}M8 -20H9V40H8Z"/></svg>'
    ),
    "a picture that lets all out": (
        '<svg x="30" y="10" width="20" height="20" viewBox="0 0 10 10" overflow="visible">'
        '<path d="M-5 2H15V8H-5Z"/></svg>'
    ),
    "turned and cut off": (
        '<g transform="matrix(.8 .6 -.6 .8 40 0)"><svg width="20" height="20" viewBox="0 0 5 5">'
        '<path d="M-5 1H5V4H-5Z"/></svg></g>'
    ),
}
TRACED = {
    "parts of the whole": f'<svg x="10%" width="50%" height="50%" viewBox="0 0 10 10"><path d="{ARROW}"/></svg>',
    "units": f'<svg width="10mm" height="10mm" viewBox="0 0 10 10"><path d="{ARROW}"/></svg>',
    "no size": f'<svg viewBox="0 0 10 10"><path d="{ARROW}"/></svg>',
    "no box": f'<svg x="40" y="20" width="30" height="30"><path d="{ARROW}"/></svg>',
    "in a corner": (
        f'<svg width="80" height="20" viewBox="0 0 10 10" preserveAspectRatio="xMinYMin"><path d="{ARROW}"/></svg>'
    ),
    "a sheet": f'<style>path{{fill-rule:evenodd}}</style><path d="{RING}"/>',
}


def area(shapes: list[pathops.Path]) -> float:
    return sum(abs(float(shape.area)) for shape in shapes)


@pytest.mark.parametrize("name", [*PLAIN, *TRACED])
def test_outlines_cover_what_the_picture_covers(name: str) -> None:
    artwork = draw_logo(svg((PLAIN | TRACED)[name]), (100.0, 60.0))
    pixels = rasterize(artwork.svg, 1000, 600)
    covered = pixels[..., 3].mean() / 255 * artwork.width_mm * artwork.height_mm
    inks = separations(artwork.svg, artwork.width_mm, artwork.height_mm)
    assert area([ink.shape for ink in inks]) == pytest.approx(float(covered), rel=0.02)
    ink = np.argwhere(pixels[..., 3] > 127)
    (top, left), (bottom, right) = ink.min(axis=0) / (600, 1000), (ink.max(axis=0) + 1) / (600, 1000)
    bounds = np.array([ink.shape.bounds for ink in inks])
    found = [*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)]
    size = artwork.width_mm, artwork.height_mm
    assert found == pytest.approx([left * size[0], top * size[1], right * size[0], bottom * size[1]], abs=0.3)


@pytest.mark.parametrize("name", PLAIN)
def test_plain_drawings_are_taken_as_they_are(name: str) -> None:
    assert parted(read_shapes(draw_logo(svg(PLAIN[name]), (100.0, 60.0)).svg))


@pytest.mark.parametrize("name", TRACED)
def test_what_is_not_that_plain_is_traced(name: str) -> None:
    with pytest.raises(NotPlain):
        read_shapes(svg_document(100, 60, TRACED[name].encode()))
