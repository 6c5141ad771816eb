"""How far a picture of the studio engine is from the path-traced one."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.color import delta_e_2000, linear_to_lab, srgb_to_linear
from renderer.engines import draw
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store

Pixels = NDArray[np.uint8]

SIDE, SAMPLES = 128, 16
"""Longest side in pixels, and paths a pixel: a mean over a product changes no more than a tenth with more of either."""


def distance_from_reference(document: Document, shot: Shot, store: Store, cache: Path) -> float:
    """Mean ΔE00 between studio and reference over the product in a small picture of `shot`, before nothing.

    Raises what the engines raise; `EngineUnavailable` where Mitsuba is not installed.
    """
    from renderer.reference import draw as trace  # noqa: PLC0415 - Mitsuba is loaded for those who ask for it

    scale = SIDE / max(shot.width, shot.height)
    size = {"width": max(16, round(shot.width * scale)), "height": max(16, round(shot.height * scale))}
    small = shot.model_copy(update={**size, "background": "transparent"})
    own = draw("studio", document, small, store, cache).pixels
    return color_distance(own, trace(document, small, store, cache, SAMPLES, compiled=False))


def color_distance(first: Pixels, second: Pixels) -> float:
    """Mean ΔE00 of two pictures (H, W, 4) where both are opaque; where none is, of what either shows, laid on white."""
    covers = np.stack([first[..., 3], second[..., 3]])
    solid = (covers == 255).all(axis=0)
    looked_at = solid if solid.any() else (covers > 0).any(axis=0)
    if not looked_at.any():
        return 0.0
    labs = [linear_to_lab(srgb_to_linear(on_white(each[looked_at]) / 255)) for each in (first, second)]
    return float(delta_e_2000(*labs).mean())


def on_white(pixels: Pixels) -> NDArray[np.float64]:
    """RGB 0..255 (n, 3) of RGBA pixels (n, 4) with straight alpha, over white."""
    rgba = pixels.astype(np.float64)
    return 255 + (rgba[:, :3] - 255) * rgba[:, 3:] / 255
