"""Files hold the pixels they were given, and say whose they are."""

import io

import numpy as np
import pytest
from lxml import etree  # type: ignore[import-untyped]
from PIL import Image

from renderer.encode import ENDINGS, Credits, FileFormat, encode, xmp_packet
from renderer.encode.xmp import DC, IPTC_CORE, IPTC_EXT
from renderer.png import encode_png

CREDITS = Credits(creator="Fairway Motors", copyright="© 2026 Fairway Motors & Sons", credit="Studio")
ROWS, COLUMNS = np.mgrid[:48, :64]
PICTURE = np.stack([ROWS * 4, COLUMNS * 3, 255 - ROWS * 3, np.clip(COLUMNS * 8 - 60, 0, 255)], axis=-1).astype(np.uint8)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize("lossless", [False, True])
def test_what_is_read_back_is_what_was_written(kind: str, lossless: bool) -> None:
    wanted = FileFormat(kind=kind, lossless=lossless)
    opaque = np.dstack([PICTURE[..., :3], np.full((48, 64), 255, np.uint8)])
    back = np.asarray(opened(encode(opaque, wanted)))
    exact = kind in ("png", "tiff") or (lossless and kind == "webp")
    assert back.shape == (48, 64, 3)
    assert np.abs(back.astype(int) - opaque[..., :3]).mean() <= (0 if exact else 3)


@pytest.mark.parametrize("kind", [kind for kind in ENDINGS if kind != "jpeg"])
def test_transparency_stays(kind: str) -> None:
    alpha = np.asarray(opened(encode(PICTURE, FileFormat(kind=kind))))[..., 3]
    assert np.abs(alpha.astype(int) - PICTURE[..., 3]).max() <= 8


def test_jpeg_lays_what_is_transparent_on_white() -> None:
    clear = np.zeros((16, 16, 4), np.uint8)
    assert np.asarray(opened(encode(clear, FileFormat(kind="jpeg")))).min() == 255


@pytest.mark.parametrize("kind", ENDINGS)
def test_files_carry_credits_and_colour_space(kind: str) -> None:
    packet = xmp_packet(CREDITS, "Hero", "A cart in red")
    data = encode(PICTURE, FileFormat(kind=kind), packet)
    assert packet in data
    assert "icc_profile" in opened(data).info or b"sRGB" in data
    assert data == encode(PICTURE, FileFormat(kind=kind), packet)


def test_a_packet_says_who_made_it_how_and_what_it_shows() -> None:
    root = etree.fromstring(xmp_packet(CREDITS, "Hero", "A cart in red"))
    words = {element.tag: "".join(element.itertext()).strip() for element in root.iter()}
    assert words[f"{{{DC}}}creator"] == "Fairway Motors"
    assert words[f"{{{DC}}}rights"] == "© 2026 Fairway Motors & Sons"
    assert words[f"{{{IPTC_CORE}}}AltTextAccessibility"] == "A cart in red"
    assert words[f"{{{IPTC_EXT}}}DigitalSourceType"].endswith("digitalsourcetype/digitalCreation")


def test_a_png_without_credits_is_the_one_that_render_writes() -> None:
    assert encode(PICTURE, FileFormat(kind="png")) == encode_png(PICTURE)
