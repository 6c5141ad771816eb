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

SIDE, SAMPLES = 160, 24
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
    return color_distance(own, trace(document, small, store, cache, SAMPLES))


def color_distance(first: Pixels, second: Pixels) -> float:
    """Mean ΔE00 of two pictures (H, W, 4) where both are opaque."""
    solid = (first[..., 3] == 255) & (second[..., 3] == 255)
    labs = [linear_to_lab(srgb_to_linear(each[solid][:, :3] / 255)) for each in (first, second)]
    return float(delta_e_2000(*labs).mean()) if solid.any() else 0.0
