import io
from pathlib import Path

import numpy as np
import pytest
from lxml import etree  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image

from renderer.artwork.draw_logo import draw_logo
from renderer.artwork.drawing import Artwork, pad_mm
from renderer.artwork.rasterize import rasterize
from renderer.errors import ArtworkError
from tests.renderer.artwork.logos import disc, encoded, svg

BOX = (100.0, 60.0)
CREST = svg('<path fill="#5b2a86" d="M20 10H80V40H20Z"/><path fill="#f2b41b" d="M20 10H40V20H20Z"/>')


def pixels(artwork: Artwork, per_mm: int = 4) -> NDArray[np.uint8]:
    return rasterize(artwork.svg, round(artwork.width_mm * per_mm), round(artwork.height_mm * per_mm))


@pytest.mark.parametrize("data", [CREST, encoded(disc()), encoded(disc(), "WEBP", lossless=True)])
def test_ink_fills_the_box_up_to_its_margin(data: bytes) -> None:
    artwork = draw_logo(data, BOX)
    alpha = pixels(artwork, 10)[..., 3] > 128
    rows, columns = np.flatnonzero(alpha.any(axis=1)) / 10, np.flatnonzero(alpha.any(axis=0)) / 10
    pad = pad_mm(BOX)
    assert (rows[0], columns[0]) == pytest.approx((pad, pad), abs=0.2)
    assert artwork.height_mm - rows[-1] == pytest.approx(pad, abs=0.3)
    assert artwork.width_mm - columns[-1] == pytest.approx(pad, abs=0.3)
    assert max(artwork.width_mm / BOX[0], artwork.height_mm / BOX[1]) == pytest.approx(1, abs=1e-3)


def test_proportions_are_kept() -> None:
    artwork = draw_logo(CREST, BOX)
    pad = 2 * pad_mm(BOX)
    assert (artwork.width_mm - pad) / (artwork.height_mm - pad) == pytest.approx(2, abs=0.01)


def test_an_svg_and_its_own_png_come_out_alike() -> None:
    vector = draw_logo(CREST, BOX)
    again = draw_logo(encoded(Image.fromarray(pixels(vector, 8))), BOX)
    assert (again.width_mm, again.height_mm) == pytest.approx((vector.width_mm, vector.height_mm), abs=0.3)
    difference = pixels(again)[:190, :380].astype(int) - pixels(vector)[:190, :380]
    assert np.mean(np.abs(difference).max(axis=-1) > 24) < 0.02
    assert again.colors == vector.colors == ("#5b2a86", "#f2b41b")


def test_the_artwork_is_an_svg_of_exact_millimetres_that_refers_to_nothing() -> None:
    for data in (CREST, encoded(disc())):
        artwork = draw_logo(data, BOX)
        root = etree.fromstring(artwork.svg)
        assert root.get("width") == f"{artwork.width_mm:g}mm"
        assert root.get("viewBox") == f"0 0 {artwork.width_mm:g} {artwork.height_mm:g}"
        hrefs = [value for each in root.iter() for key, value in each.attrib.items() if key.endswith("href")]
        assert all(value.startswith("data:image/png") for value in hrefs)


def test_percentages_mean_the_drawing_not_its_ink() -> None:
    artwork = draw_logo(svg('<rect x="25%" y="0" width="50%" height="100%" fill="#00ff00"/>'), (102, 52))
    assert (artwork.width_mm, artwork.height_mm) == pytest.approx((52, 52), abs=0.3)


def test_the_same_file_gives_the_same_bytes() -> None:
    assert draw_logo(encoded(disc()), BOX) == draw_logo(encoded(disc()), BOX)


def test_an_artwork_knows_how_coarse_its_picture_is() -> None:
    coarse, fine = (draw_logo(encoded(disc(size)), BOX).raster for size in (300, 900))
    assert coarse and fine
    assert fine.dpi == pytest.approx(3 * coarse.dpi, rel=0.02)
    assert coarse.needed(coarse.dpi) == coarse.pixels
    assert draw_logo(CREST, BOX).raster is None


def test_an_opaque_background_is_said() -> None:
    codes = [each.code for each in draw_logo(encoded(disc(1200).convert("RGB"), "JPEG"), BOX).notices]
    assert codes == ["LOGO_OPAQUE"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IMAGE_INVALID"),
        (b"just some words", "IMAGE_INVALID"),
        (b"GIF89a and so on", "IMAGE_FORMAT"),
        (b"%PDF-1.7", "IMAGE_FORMAT"),
        (encoded(disc())[:500], "IMAGE_INVALID"),
        (svg(""), "LOGO_EMPTY"),
        (encoded(Image.new("RGBA", (500, 500))), "LOGO_EMPTY"),
        (encoded(Image.new("RGBA", (900, 10), "red")), "SVG_ASPECT"),
    ],
)
def test_what_is_no_logo_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        draw_logo(data, BOX)
    assert caught.value.code == code


def test_where_all_was_taken_out_the_refusal_says_what() -> None:
    for body, said in (("<script>draw()</script>", True), ("", False)):
        with pytest.raises(ArtworkError) as caught:
            draw_logo(svg(body), BOX)
        assert caught.value.code == "LOGO_EMPTY"
        assert ("script" in caught.value.message) is said


def test_the_embedded_picture_is_upright() -> None:
    wide = Image.new("RGB", (900, 450), (10, 200, 30))
    turned = Image.Exif()
    turned[0x0112] = 6
    buffer = io.BytesIO()
    wide.save(buffer, "JPEG", exif=turned)
    artwork = draw_logo(buffer.getvalue(), (100, 100))
    assert artwork.height_mm > 1.9 * artwork.width_mm


def test_a_long_stripe_may_be_as_thin_as_it_is() -> None:
    stripe = draw_logo(svg('<rect y="24.03" width="100" height="2"/>'), (500.0, 40.0))
    assert stripe.width_mm == pytest.approx(500.0)
    assert stripe.height_mm - 2 * pad_mm((500.0, 40.0)) == pytest.approx(496.0 / 50, rel=0.01)


def test_ink_is_found_to_a_fraction_of_a_pixel_of_the_proof() -> None:
    ring = '<circle cx="{0}" cy="25" r="20" fill="none" stroke="#123" stroke-width=".4"/>'
    sizes = [draw_logo(svg(ring.format(50 + shift / 50)), BOX).width_mm for shift in range(5)]
    assert sizes == pytest.approx([sizes[0]] * 5, rel=1e-3)


@pytest.mark.parametrize("name", ["pinstripe", "racing-stripes", "side-sweep"])
def test_thin_decals_of_the_library_can_be_drawn(name: str) -> None:
    data = (Path(__file__).resolve().parents[3] / "materials" / "decals" / f"{name}.svg").read_bytes()
    assert draw_logo(data, (120.0, 80.0)).width_mm == pytest.approx(120.0)
