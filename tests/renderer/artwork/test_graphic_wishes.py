"""Backgrounds taken away, colours exchanged and reduced, mirror images."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from renderer.artwork.background import without_background
from renderer.artwork.draw_logo import Wishes, draw_logo
from renderer.artwork.rasterize import rasterize
from renderer.artwork.recolor import reduced_pixels
from renderer.errors import ArtworkError

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#c4202b" d="M0 0H10V20H0Z"/>'
    b'<path fill="#2350a8" d="M10 0H40V20H10Z"/></svg>'
)


def _disc(ground: str = "#f4f4f4") -> Image.Image:
    large = Image.new("RGB", (800, 800), ground)
    ImageDraw.Draw(large).ellipse((160, 160, 640, 640), fill="#2350a8")
    ImageDraw.Draw(large).ellipse((320, 320, 480, 480), fill=ground)
    return large.resize((400, 400), Image.Resampling.LANCZOS)


def _pixels(image: Image.Image) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(image.convert("RGBA"))


def test_a_flat_background_goes_and_its_colour_inside_stays() -> None:
    clean = without_background(_pixels(_disc()))
    assert clean[5, 5, 3] == 0
    assert clean[200, 200, 3] == clean[200, 100, 3] == 255
    edge = clean[(clean[..., 3] > 40) & (clean[..., 3] < 215)]
    assert len(edge) > 20
    assert np.median(edge[:, 2].astype(int) - edge[:, 0]) > 50


def test_a_jpeg_loses_its_background_too() -> None:
    buffer = io.BytesIO()
    _disc("#ffffff").save(buffer, "JPEG", quality=70)
    artwork = draw_logo(buffer.getvalue(), (60.0, 60.0), Wishes(remove_background=True))
    assert "LOGO_OPAQUE" not in {notice.code for notice in artwork.notices}
    assert rasterize(artwork.svg, 200, 200)[2, 2, 3] == 0


def test_a_mixed_border_is_refused() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (60, 60, 3), np.uint8)
    with pytest.raises(ArtworkError) as caught:
        without_background(_pixels(Image.fromarray(noise)))
    assert caught.value.code == "LOGO_BACKGROUND_MIXED"


def test_what_is_transparent_already_stays_as_it_is() -> None:
    pixels = np.zeros((20, 20, 4), np.uint8)
    pixels[5:15, 5:15] = 255
    assert without_background(pixels) is pixels


def test_a_mirror_image_of_a_mirror_image() -> None:
    plain, turned = draw_logo(DRAWING, (42.0, 22.0)), draw_logo(DRAWING, (42.0, 22.0), Wishes(mirrored=True))
    there, back = rasterize(plain.svg, 420, 220).astype(int), rasterize(turned.svg, 420, 220).astype(int)
    assert (np.abs(there[:, ::-1] - back).max(axis=-1) < 3).mean() > 0.98
    assert there[110, 30, 0] > there[110, 30, 2]


def test_colours_are_exchanged() -> None:
    artwork = draw_logo(DRAWING, (42.0, 22.0), Wishes(colors=(("#C4202B", "#f2b41b"),)))
    assert set(artwork.colors) == {"#f2b41b", "#2350a8"}
    assert tuple(rasterize(artwork.svg, 420, 220)[110, 30, :3]) == (0xF2, 0xB4, 0x1B)


@pytest.mark.parametrize(
    "shapes",
    [
        b'<path fill="red" d="M0 0H10V20H0Z"/><path fill="rgb(35, 80, 168)" d="M10 0H40V20H10Z"/>',
        b'<path fill="#F00" d="M0 0H10V20H0Z"/><path style="fill: #2350A8 !important" d="M10 0H40V20H10Z"/>',
        b'<style>.a{fill:red}</style><path class="a" d="M0 0H10V20H0Z"/><path fill="#2350a8" d="M10 0H40V20H10Z"/>',
        b'<path d="M0 0H10V20H0Z"/><path fill="#2350a8" d="M10 0H40V20H10Z"/>',
    ],
    ids=["names", "short", "sheet", "black unsaid"],
)
def test_colours_are_merged_however_they_are_written(shapes: bytes) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">' + shapes + b"</svg>"
    assert len(draw_logo(drawing, (42.0, 22.0)).colors) == 2
    merged = rasterize(draw_logo(drawing, (42.0, 22.0), Wishes(max_colors=1)).svg, 420, 220)
    assert {tuple(each[:3]) for each in merged[60:160:10, 20:400:10].reshape(-1, 4)} == {(0x23, 0x50, 0xA8)}


def test_what_is_called_like_a_colour_keeps_its_name() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><style>#facade{stroke:none}</style>'
        b'<clipPath id="decade"><path d="M0 0H40V20H0Z"/></clipPath><g id="facade"><path d="M0 0H20V20H0Z"/></g>'
        b"""<use href="#facade" x="10" clip-path="url('#decade')"/>"""
        b'<path fill="#c4202b" d="M30 0H40V20H30Z" clip-path=\'url("#decade")\'/></svg>'
    )
    plain, merged = (
        rasterize(draw_logo(drawing, (42.0, 22.0), Wishes(max_colors=most)).svg, 420, 220) for most in (2, 1)
    )
    assert (plain[..., 3] == merged[..., 3]).all()
    assert plain[110, 250, 3] == 255


def test_fewer_colours_are_the_main_ones() -> None:
    assert draw_logo(DRAWING, (42.0, 22.0), Wishes(max_colors=1)).colors == ("#2350a8",)
    gradient = np.zeros((64, 256, 4), np.uint8)
    gradient[..., 0], gradient[..., 3] = np.arange(256), 255
    assert len(np.unique(reduced_pixels(gradient, 2).reshape(-1, 4), axis=0)) <= 2
