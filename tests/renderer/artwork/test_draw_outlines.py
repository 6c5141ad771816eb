"""Words as FreeType scans them, held against geometry and against the renderer that draws all else."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from renderer.artwork.draw_outlines import draw_outlines
from renderer.artwork.draw_pixels import draw_pixels
from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import Artwork, svg_document
from renderer.artwork.fonts import fonts
from renderer.artwork.lettering import PLAIN, Lettering, Outline, Shadow
from renderer.artwork.rasterize import rasterize
from renderer.artwork.scan_outlines import MOST_POINTS, scan_rings

FONTS = {font.code: font for font in fonts()}
RICH = Lettering(outline=Outline("#f2b41b", 0.08), shadow=Shadow("#000000", 0.1, 0.1))
ARCHED = Lettering(layout="arched", second_line="Est. 1987")


def words(text: str, font: str, lettering: Lettering = PLAIN) -> Artwork:
    return draw_text(text, FONTS[font], "#2e1650", (400, 120), 0.0, lettering)


def drawn(svg: bytes, width: int, height: int) -> np.ndarray:
    pixels = draw_outlines(svg, width, height)
    assert pixels is not None
    return pixels


@pytest.mark.parametrize(
    ("text", "font", "lettering"),
    [
        ("The Fitzgeralds", "pacifico", PLAIN),
        ("WILDCATS", "alfa-slab-one", RICH),
        ("عائلة الهاشمي", "noto-sans-arabic", PLAIN),
        ("Harrison", "playfair-display", ARCHED),
        ("Fjord & Sons", "cinzel", RICH),
    ],
)
def test_words_are_what_the_other_renderer_draws(text: str, font: str, lettering: Lettering) -> None:
    svg = words(text, font, lettering).svg
    pixels, other = drawn(svg, 900, 400), draw_pixels(svg, 900, 400, 10)
    alpha, others = (each[..., 3].astype(float) for each in (pixels, other))
    assert alpha.sum() == pytest.approx(others.sum(), rel=2e-3)
    assert np.abs(alpha - others).mean() < 1.0
    both = (alpha == 255) & (others == 255)
    apart = np.abs(pixels[both][:, :3].astype(int) - other[both][:, :3]).max(axis=1)
    assert np.median(apart) == 0
    assert apart.mean() < 1.0, "they differ where two inks meet"


def test_cover_is_the_area_of_a_pixel_that_lies_inside() -> None:
    quarter = b'<path fill="#336699" d="M0.25 0.5L3.75 0.5L3.75 3L0.25 3Z"/>'
    pixels = drawn(svg_document(4, 4, quarter), 4, 4)
    assert pixels[..., 3].tolist() == [
        [pytest.approx(each, abs=2) for each in row]
        for row in ([96, 128, 128, 96], [191, 255, 255, 191], [191, 255, 255, 191], [0, 0, 0, 0])
    ]
    assert (pixels[..., :3] == (0x33, 0x66, 0x99)).all(), "its colour lies under what is clear as well"


def test_curves_are_curves() -> None:
    k = 40 * 0.5522847
    circle = f"M90 50C90 {50 + k} {50 + k} 90 50 90C{50 - k} 90 10 {50 + k} 10 50C10 {50 - k} {50 - k} 10 50 10"
    body = f'<path fill="#000000" d="{circle}C{50 + k} 10 90 {50 - k} 90 50Z"/>'.encode()
    assert drawn(svg_document(100, 100, body), 200, 200)[..., 3].sum() / 255 == pytest.approx(np.pi * 80**2, rel=2e-3)


def test_holes_stay_open_and_overlaps_are_filled() -> None:
    """The non-zero rule: what goes round the other way is a hole, what goes round twice is not."""
    outer, same, turned = "M1 1L9 1L9 9L1 9Z", "M3 3L7 3L7 7L3 7Z", "M3 3L3 7L7 7L7 3Z"
    for inner, seen in ((same, 255), (turned, 0)):
        svg = svg_document(10, 10, f'<path fill="#000000" d="{outer}{inner}"/>'.encode())
        assert drawn(svg, 10, 10)[5, 5, 3] == seen


def test_later_outlines_lie_over_earlier_ones() -> None:
    below, above = '<path fill="#ff0000" d="M0 0L8 0L8 8L0 8Z"/>', '<path fill="#0000ff" d="M4.5 0L8 0L8 8L4.5 8Z"/>'
    pixels = drawn(svg_document(8, 8, (below + above).encode()), 8, 8)
    assert pixels[4, 2].tolist() == [255, 0, 0, 255]
    assert pixels[4, 6].tolist() == [0, 0, 255, 255]
    assert pixels[4, 4].tolist() == [pytest.approx(128, abs=2), 0, pytest.approx(127, abs=2), 255]


@pytest.mark.parametrize(
    "body",
    [
        b'<g><path fill="#000000" d="M0 0L1 1Z"/></g>',
        b'<path fill="#000000" d="M0 0H5V5Z"/>',
        b'<path fill="#000000" opacity=".5" d="M0 0L5 5L0 5Z"/>',
        b'<path fill="url(#a)" d="M0 0L5 5L0 5Z"/>',
        b'<path fill="#000000" d="' + b"M0 0L5 5L0 5Z" * (MOST_POINTS // 3 + 1) + b'"/>',
        b"",
    ],
)
def test_all_else_is_left_to_the_process_of_its_own(body: bytes) -> None:
    assert draw_outlines(svg_document(10, 10, body), 16, 16) is None


@pytest.mark.parametrize("turn", [1, -1])
def test_a_ring_within_a_ring_is_a_hole_whichever_way_it_goes_round(turn: int) -> None:
    around = np.array([[1, 1], [9, 1], [9, 7], [1, 7]]) / 2
    inside = np.array([[3, 3], [5, 3], [5, 5], [3, 5]])[::turn] / 2
    covered = scan_rings([around, inside], (2, 4), (16, 10))
    assert covered is not None
    expected = np.zeros((16, 10), np.uint8)
    expected[2:14, 1:9], expected[6:10, 3:5] = 255, 0
    assert (covered == expected).all()
    assert scan_rings([around] * MOST_POINTS, (1, 1), (8, 8)) is None
    for outside in (40.0, -40.0, np.inf, np.nan):
        assert scan_rings([around, np.add(inside, (outside, 0))], (2, 4), (16, 10)) is None
    none = scan_rings([], (1, 1), (2, 2))
    assert none is not None
    assert not none.any()


def test_words_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.artwork.draw_pixels.subprocess.run", lambda *_, **__: pytest.fail("a process"))
    assert rasterize(words("No child", "bebas-neue").svg, 128, 64)[..., 3].any()


def test_threads_do_not_disturb_each_other() -> None:
    names = [words(name, "oleo-script").svg for name in ("Ada", "Grace", "Edsger", "Barbara")] * 6
    alone = [drawn(svg, 320, 90).tobytes() for svg in names]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda svg: drawn(svg, 320, 90).tobytes(), names)) == alone
