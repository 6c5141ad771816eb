"""Colours that the drawing library would paint black are those of a browser, or refused where they stand."""

import pytest

from renderer.artwork.draw_pixels import draw_pixels
from renderer.artwork.safe_svg import safe_svg
from renderer.errors import ArtworkError

LEAF, SHAPE = "#4dba30", "M0 0H10V10H0z"
WAYS = {
    "attribute": '<path fill="{0}" d="{1}"/>',
    "style": '<path style="opacity: 1; fill: {0}" d="{1}"/>',
    "sheet": '<style>.a {{ fill: {0} }}</style><path class="a" d="{1}"/>',
    "handed down": '<g color="{0}"><path fill="currentColor" d="{1}"/></g>',
    "gradient": '<linearGradient id="g"><stop stop-color="{0}"/></linearGradient><path fill="url(#g)" d="{1}"/>',
}


def drawn(body: str, sheet: str = "") -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><style>{sheet}</style>{body}</svg>'
    pixel = draw_pixels(safe_svg(svg.encode()).svg, 4, 4, 3)[2, 2]
    return "#{:02x}{:02x}{:02x}".format(*pixel[:3]) if pixel[3] == 255 else ""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("color", ["oklch(0.7 0.2 140)", "var(--leaf)", "var(--none, oklch(0.7 0.2 140))", "#4DBA30"])
def test_a_colour_is_itself_wherever_it_is_said(way: str, color: str) -> None:
    assert drawn(WAYS[way].format(color, SHAPE), ":root { --leaf: var(--green); --green: oklch(0.7 0.2 140) }") == LEAF


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "color", ["var(--gone)", "var(--two)", "var(--loop)", "color-mix(in srgb, red, blue)", "rgba(9e999,0,0,1)"]
)
def test_what_cannot_be_made_out_is_refused_where_it_stands(way: str, color: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        drawn(WAYS[way].format(color, SHAPE), "a { --two: red; --loop: var(--loop) } b { --two: blue }")
    assert caught.value.code == "SVG_COLOR_UNKNOWN"
    assert color in caught.value.message
    assert "#rrggbb" in caught.value.message


def test_a_word_that_is_no_colour_counts_as_unsaid() -> None:
    assert drawn(f'<g fill="{LEAF}"><path fill="undefined" d="{SHAPE}"/></g>') == LEAF


@pytest.mark.parametrize(
    "said",
    [
        'style="fill:/*x*/#4dba30"',
        'style="/* fill:red; */fill:#4dba30/**/;"',
        'fill="/*x*/#4DBA30"',
        'style="FILL: #4DBA30"',
        'fill="URL(#leaf)"',
        'fill="RGBA(77,186,48,128)"',
        'fill="CURRENTCOLOR" color="#4dba30"',
        f'fill="url(#{"l" * 140})"',
        f'fill="var(--leaf, {LEAF})" style="--leaf: url(#leaf)"',
    ],
)
def test_a_colour_is_itself_however_it_is_spelt(said: str) -> None:
    paints = "".join(
        f'<linearGradient id="{name}"><stop stop-color="{LEAF}"/></linearGradient>' for name in ("leaf", "l" * 140)
    )
    assert drawn(f'{paints}<g fill="#ff0000"><path {said} d="{SHAPE}"/></g>') == LEAF


def test_initial_is_what_a_drawing_begins_with() -> None:
    initial = f'<path fill="initial" stroke="initial" stroke-width="9" d="{SHAPE}"/>'
    plain = f'<path fill="#000000" stroke="none" d="{SHAPE}"/>'
    assert drawn(f'<g fill="{LEAF}" stroke="{LEAF}">{initial}</g>') == drawn(plain) != ""


def test_channels_end_at_white() -> None:
    assert drawn(f'<path fill="rgb(300, 300, 300)" d="{SHAPE}"/>') == "#ffffff"


@pytest.mark.parametrize("long", [f"var(--a, {'b' * 140})", f"url(#{'l' * 140}) var(--gone)", "var(--a) " * 14])
def test_what_grows_beyond_all_colours_is_refused_not_cut(long: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        drawn(f'<path fill="{long}" d="{SHAPE}"/>', ":root { --a: var(--b) var(--b); --b: var(--a) var(--a) }")
    assert caught.value.code == "SVG_COLOR_UNKNOWN"


def test_a_comment_hides_no_reference() -> None:
    with pytest.raises(ArtworkError) as caught:
        drawn(f'<path style="fill:url/**/(http://example.org/a.svg)" d="{SHAPE}"/>')
    assert caught.value.code == "SVG_EXTERNAL_REF"
