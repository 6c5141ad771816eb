"""A picture is as coarse inside a drawing as by itself, however the drawing places it."""

import base64

import pytest
from PIL import Image

from renderer.artwork.draw_logo import draw_logo
from tests.renderer.artwork.logos import encoded

PICTURE = encoded(Image.new("RGB", (80, 40), "#5b2a86"))
HREF = f'href="data:image/png;base64,{base64.b64encode(PICTURE).decode()}"'
SIZED = f'<image id="p" width="80" height="40" {HREF}/>'
BOX = (202.0, 202.0)
STEPS = ("translate", "scale", "rotate", "skewX", "skewY")

WAYS = {
    "as it is": SIZED,
    "without a size": f"<image {HREF}/>",
    "scaled": '<g transform="translate(-12 -4)"><g transform="scale(4) translate(3 1)">'
    f'<image width="20" height="10" {HREF}/></g></g>',
    "nested": f'<svg x="0" y="0" width="80" height="40" viewBox="0 0 8 4"><image width="8" height="4" {HREF}/></svg>',
    "copied": f'<defs>{SIZED}</defs><use href="#p"/>',
    "a symbol": f'<symbol id="s" viewBox="0 0 160 80"><image width="160" height="80" {HREF}/></symbol>'
    '<use href="#s" width="80" height="40"/>',
    "a filling": '<pattern id="f" width="1" height="1" patternContentUnits="objectBoundingBox">'
    f'<use href="#p" transform="scale(.0125 .025)"/></pattern><defs>{SIZED}</defs>'
    '<rect width="80" height="40" fill="url(#f)"/>',
    "a step without end": f'<g transform="scale(2) scale(1e999 0)">{SIZED}</g>',
    "shown again": '<g visibility="hidden" display="none" style="display:inline">'
    f'<g style="visibility: visible">{SIZED}</g></g>',
    "hidden in a comment": f'<g style="/* display:none */">{SIZED}</g>',
    "in percent": f'<image width="100%" height="100%" {HREF}/>',
    "in percent of a window": f'<svg viewBox="0 0 8 4"><image width="100%" height="100%" {HREF}/></svg>',
    "in percent of a symbol": f'<symbol id="s" viewBox="0 0 8 4"><image width="100%" height="100%" {HREF}/></symbol>'
    '<use href="#s" width="100%"/>',
    "in percent of a window without units": '<g transform="scale(2)"><svg width="50%" height="20">'
    f'<image width="100%" height="100%" {HREF}/></svg></g>',
    "as wide": f'<image width="100%" {HREF}/>',
    "in points": f'<image width="60pt" height="30pt" {HREF}/>',
    "turned": f'<g transform="rotate(90) translate(0 -40)">{SIZED}</g>',
}


def drawing(body: str, box: str = "0 0 80 40") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'.encode()


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_in_a_drawing_has_its_own_pixels(way: str) -> None:
    by_itself = draw_logo(PICTURE, BOX).raster
    wrapped = draw_logo(drawing(WAYS[way], "0 0 40 80" if way == "turned" else "0 0 80 40"), BOX).raster
    assert by_itself and wrapped
    assert wrapped.inside and not by_itself.inside
    assert wrapped.dpi == pytest.approx(by_itself.dpi, rel=0.02)


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M0 0H80V40H0z"/>',
        f'<path d="M0 0H80V40H0z"/><image width="16" height="8" {HREF}/>',
        f'<path d="M0 0H80V40H0z"/><defs>{SIZED}</defs>',
        f'<path d="M0 0H80V40H0z"/><g display="none">{SIZED}</g>',
    ],
)
def test_what_is_no_good_part_of_a_drawing_is_not_counted(body: str) -> None:
    assert draw_logo(drawing(body), BOX).raster is None


@pytest.mark.parametrize("said", ["display:none", "visibility: hidden", "opacity:0 !important;opacity:1", "opacity:0%"])
@pytest.mark.parametrize("way", ['<g style="{0}">{1}</g>', '<style>.st0{{{0};}}</style><g class="a st0">{1}</g>'])
def test_a_hidden_layer_is_not_counted(way: str, said: str) -> None:
    body = '<path d="M0 0H80V40H0z"/>' + way.format(said, SIZED)
    assert draw_logo(drawing(body), BOX).raster is None


@pytest.mark.parametrize("said", ['display="none"', 'visibility="hidden"', 'opacity="0"', 'opacity=".0"'])
def test_a_layer_hidden_by_an_attribute_is_not_counted(said: str) -> None:
    assert draw_logo(drawing(f'<path d="M0 0H80V40H0z"/><g {said}>{SIZED}</g>'), BOX).raster is None


@pytest.mark.parametrize("step", ["matrix(1e999 0 0 1 0 0)", *(f"{name}(1e999)" for name in STEPS)])
def test_a_step_without_end_is_none(step: str) -> None:
    with_it, without = (draw_logo(drawing(f"<g {each}>{SIZED}</g>"), BOX) for each in (f'transform="{step}"', ""))
    assert with_it.raster == without.raster is not None
    assert (with_it.width_mm, with_it.colors) == (without.width_mm, without.colors)


def test_a_picture_that_is_cut_off_has_fewer_pixels() -> None:
    cut = f'<image width="40" height="40" preserveAspectRatio="xMidYMid slice" {HREF}/>'
    window = f'<svg width="40" height="40" viewBox="0 0 8 4" preserveAspectRatio="xMidYMid slice">{SIZED}</svg>'
    whole = draw_logo(drawing(SIZED), BOX).raster
    for body in (cut, window.replace('width="80" height="40"', 'width="8" height="4"')):
        raster = draw_logo(drawing(body, "0 0 40 40"), BOX).raster
        assert whole and raster
        assert raster.dpi == pytest.approx(whole.dpi / 2, rel=0.03)
