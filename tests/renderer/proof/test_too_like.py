"""What is all but the colour of its ground is not missed where no picture shows it; what stands out from it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from renderer.artwork.drawing import svg_document
from renderer.proof.drawing import Drawing
from renderer.proof.too_like import too_like
from renderer.recipe import Camera, DecalRecipe
from renderer.store import MemoryStore
from tests.renderer.proof.trial import Trial, made

CAMERA = Camera(position=(1.0, 0.3, 0.15), target=(0.231, 0.225, 0.0), vertical_fov_deg=14)
BODY, CREAM, NAVY = "#3f7c59", "#f4ead0", "#16243f"
"""The first is what the tiny product's body is in."""


def plate(square: str) -> bytes:
    """Cream, with a square in another ink in its middle."""
    body = f'<path d="M2 2H98V48H2Z" fill="{CREAM}"/><path d="M40 14H60V36H40Z" fill="{square}"/>'
    return svg_document(100.0, 50.0, body.encode())


def proven(drawn: bytes, shown: bytes, ground: str, cache: Path) -> bool:
    """Whether the picture of one artwork is taken for that of another, on a ground that is said to be so."""
    store = MemoryStore()
    decal = DecalRecipe(zone="panel", artwork=store.put(shown), width_mm=100, height_mm=50, finish="vinyl")
    document, decal, seen = made(decal, store, CAMERA, cache)
    assert seen.picture
    trial = Trial(document, decal, replace(seen, picture=replace(seen.picture, ground=ground)), drawn)
    return trial.findings()["close.png"].ok


def test_ink_near_the_ground_is_found_by_its_colour() -> None:
    drawing = Drawing(plate("#eee4cc"), 100.0, 50.0)
    assert np.count_nonzero(too_like(drawing, "#e4dfd2")) == np.count_nonzero(drawing.ink)
    assert np.array_equal(too_like(Drawing(plate(NAVY), 100.0, 50.0), NAVY), _square())
    assert not too_like(drawing, NAVY).any()
    assert not too_like(drawing, "").any()


def _square() -> np.ndarray:
    return Drawing(svg_document(100.0, 50.0, b'<path d="M40 14H60V36H40Z"/>'), 100.0, 50.0).ink


def test_what_cannot_be_told_from_its_ground_is_not_missed_and_all_else_is(tmp_path: Path) -> None:
    bare = svg_document(100.0, 50.0, b'<path fill-rule="evenodd" fill="#f4ead0" d="M2 2H98V48H2ZM40 14H60V36H40Z"/>')
    assert proven(plate(BODY), bare, BODY, tmp_path)
    assert not proven(plate(BODY), bare, "", tmp_path)
    assert not proven(plate(NAVY), bare, BODY, tmp_path)
    assert proven(plate(NAVY), plate(NAVY), BODY, tmp_path)
