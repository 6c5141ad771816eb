"""What a swatch looks like at the size of a thumbnail."""

import base64
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from configurator.spec_sheet.sheet import SheetSwatch, SheetTexture
from renderer.store import Store

SIZE_PX = 128
SHOWN_MM = 48.0
"""How much of the surface a chip shows, so that a grain looks like a grain."""
LIGHT = (-0.45, 0.55, 0.70)
"""Towards the light, in tangent space: upper left, as drawing conventions have it."""

Pixels = NDArray[np.float64]


def chip(swatch: SheetSwatch, store: Store) -> str | None:
    """`chip_picture` as a data URI."""
    picture = chip_picture(swatch.color, swatch.texture, store)
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}" if picture else None


def chip_picture(ground: str, texture: SheetTexture | None, store: Store) -> bytes | None:
    """A crop of a texture under raking light (WebP), None where the plain colour `ground` says it all."""
    if texture is None or not (texture.base_color or texture.normal):
        return None
    color = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)], np.float64)
    pixels = _base(texture, color, store) * _relief(texture, store)
    picture = Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
    data = io.BytesIO()
    picture.save(data, "WEBP", quality=82, method=4)
    return data.getvalue()


def _base(texture: SheetTexture, color: Pixels, store: Store) -> Pixels:
    """sRGB 0..255 (SIZE_PX, SIZE_PX, 3)."""
    if texture.base_color is None:
        return np.broadcast_to(color, (SIZE_PX, SIZE_PX, 3))
    crop = _crop(store.get(texture.base_color), texture.tile_mm)
    return crop * color / 255 if texture.tinted else crop


def _relief(texture: SheetTexture, store: Store) -> Pixels:
    """How much brighter or darker the light finds each pixel (SIZE_PX, SIZE_PX, 1), 1 where the surface is flat."""
    if texture.normal is None:
        return np.ones((SIZE_PX, SIZE_PX, 1))
    normal = _crop(store.get(texture.normal), texture.tile_mm) / 127.5 - 1
    lit: Pixels = np.clip(normal @ np.array(LIGHT) / LIGHT[2], 0.35, 1.6)
    return lit[..., None]


def _crop(data: bytes, tile_mm: float) -> Pixels:
    """The upper left `SHOWN_MM` of a tile, repeated where the tile is smaller (SIZE_PX, SIZE_PX, 3)."""
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
        rgb = picture.convert("RGB")
    side = max(1, round(rgb.width * SHOWN_MM / tile_mm))
    across, down = np.arange(side) % rgb.width, np.arange(side) % rgb.height
    shown = Image.fromarray(np.asarray(rgb)[down][:, across])
    return np.asarray(shown.resize((SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS), np.float64)
