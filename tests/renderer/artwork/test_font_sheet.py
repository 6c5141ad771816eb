"""The sheet of fonts shows every one of them."""

from renderer.artwork.font_sheet import ROW_MM, font_sheet, sample
from renderer.artwork.fonts import font, fonts
from renderer.artwork.rasterize import rasterize


def test_every_font_has_a_row_with_ink() -> None:
    chosen = fonts()[::4]
    svg, width, height = font_sheet(chosen)
    pixels = rasterize(svg, round(width * 2), round(height * 2))
    rows = pixels[16 : 16 + round(len(chosen) * ROW_MM * 2), : 2 * 120, 0].reshape(len(chosen), -1)
    assert (rows.min(axis=1) < 60).all()


def test_a_sample_is_in_the_fonts_own_script() -> None:
    assert all(font(code).has(sample(font(code))[0]) for code in ("noto-sans-arabic", "noto-serif-jp", "pacifico"))
