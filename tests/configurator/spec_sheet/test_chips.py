import base64
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from configurator.spec_sheet.chips import SIZE_PX, chip
from configurator.spec_sheet.sheet import SheetSwatch, SheetTexture
from renderer.store import MemoryStore
from tests.support.tiny_product import checkered_png

PLAIN = SheetSwatch(
    code="x.y",
    name="Y",
    family="x",
    finish="f",
    color="#804020",
    lab=(0, 0, 0),
    supplier="S",
    texture=None,
)


def textured(store: MemoryStore, **changes: object) -> SheetSwatch:
    fields = {
        "base_color": store.put(checkered_png(dark=128, light=255)),
        "normal": None,
        "tile_mm": 48,
        "tinted": True,
    }
    return PLAIN.model_copy(update={"texture": SheetTexture.model_validate(fields | changes)})


def decoded(uri: str | None) -> NDArray[np.float64]:
    assert uri is not None
    head, _, data = uri.partition(",")
    assert head == "data:image/webp;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        return np.asarray(picture.convert("RGB"), np.float64)


def test_a_plain_colour_needs_no_picture() -> None:
    assert chip(PLAIN, MemoryStore()) is None


def test_a_tinted_texture_takes_the_colour_of_the_swatch() -> None:
    store = MemoryStore()
    pixels = decoded(chip(textured(store), store))
    assert pixels.shape == (SIZE_PX, SIZE_PX, 3)
    assert pixels[16, 16] == pytest.approx((64, 32, 16), abs=8)
    assert pixels[16, 112] == pytest.approx((128, 64, 32), abs=8)


def test_a_texture_of_its_own_colour_keeps_it() -> None:
    store = MemoryStore()
    assert decoded(chip(textured(store, tinted=False), store))[16, 112] == pytest.approx((255, 255, 255), abs=8)


def test_a_tile_half_as_wide_is_shown_twice() -> None:
    store = MemoryStore()
    pixels = decoded(chip(textured(store, tile_mm=24), store))[..., 0]
    assert pixels[4:60, 4:60] == pytest.approx(pixels[68:124, 68:124], abs=14)
    assert pixels[8, 8] < pixels[8, 50]


def test_relief_lightens_what_faces_the_light() -> None:
    store = MemoryStore()
    slopes = np.zeros((16, 16, 3), np.uint8)
    slopes[:, :8], slopes[:, 8:] = (80, 175, 220), (175, 80, 220)
    buffer = io.BytesIO()
    Image.fromarray(slopes).save(buffer, "PNG")
    pixels = decoded(chip(textured(store, base_color=None, normal=store.put(buffer.getvalue())), store))
    assert pixels[64, 30, 0] > 128 > pixels[64, 100, 0]
