"""Pyramids against what their pictures are by definition: a mean, a direction."""

import io

import numpy as np
import pytest
from PIL import Image

from renderer.gltf.document import Document
from renderer.studio.shade.pyramids import COLOR, DATA, NORMAL, build_pyramid, pyramid_of


def picture(rows: np.ndarray) -> np.ndarray:
    return np.dstack([rows, rows, rows, np.full_like(rows, 255)]).astype(np.uint8)


def test_colours_are_averaged_as_light_and_data_as_numbers() -> None:
    image = picture(np.tile(np.repeat([0, 255], 32), (64, 1)))
    assert build_pyramid(image, COLOR).whole()[-1, 0] == 188
    assert build_pyramid(image, DATA).whole()[-1, 0] in (127, 128)


def test_a_flat_normal_map_has_no_spread_and_a_folded_one_has() -> None:
    flat = np.full((8, 8, 4), (128, 128, 255, 7), np.uint8)
    assert (build_pyramid(flat, NORMAL).whole()[..., 3] <= 2).all()
    folded = flat.copy()
    # ± 45° about the second axis, in columns: the mean normal is cos 45° long.
    folded[:, ::2, 0], folded[:, 1::2, 0], folded[..., 2] = 218, 38, 218
    top = build_pyramid(folded, NORMAL).whole()[-1]
    assert (top[3] / 255) ** 2 == pytest.approx(1 - np.sqrt(0.5), abs=0.01)
    assert top[:3].tolist() == pytest.approx([128, 128, 255], abs=1)


def test_a_picture_is_halved_once_whoever_shows_it_and_another_in_its_place_anew() -> None:
    def png(grey: int) -> bytes:
        buffer = io.BytesIO()
        Image.new("L", (8, 8), grey).save(buffer, "PNG")
        return buffer.getvalue()

    one, other = Document(), Document()
    for document in (one, other):
        document.add_texture(document.add_image(png(10), "image/png"))
    first = pyramid_of(one, 0, DATA)
    assert pyramid_of(other, 0, DATA) is first
    one.views[one.json["images"][0]["bufferView"]] = png(20)
    assert pyramid_of(one, 0, DATA).mean[0] == pytest.approx(20 / 255)
