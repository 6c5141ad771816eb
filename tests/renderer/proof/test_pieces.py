"""The dot of an i, an accent, a mark: small beside a name, and missed wherever one of them is missing."""

from pathlib import Path

import numpy as np
import pathops  # type: ignore[import-untyped]
import pytest

from renderer.artwork.draw_text import draw_text
from renderer.artwork.drawing import svg_document
from renderer.artwork.fonts import font
from renderer.artwork.outline import path_data
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.production.read_shapes import read_shapes
from renderer.proof.drawing import Drawing
from renderer.proof.pieces import LEAST_PX, Lost, lost_pieces
from renderer.proof.prove_files import prove_files
from renderer.recipe import Camera, DecalRecipe
from renderer.store import MemoryStore
from tests.renderer.proof.trial import Trial, made

CAMERA = Camera(position=(1.0, 0.3, 0.15), target=(0.231, 0.225, 0.0), vertical_fov_deg=14)
INK = "#f4ead0"


def without_smallest(svg: bytes, width_mm: float, height_mm: float) -> tuple[bytes, tuple[float, float]]:
    """The artwork less its smallest outline, and where the middle of that was."""
    ((color, shape),) = read_shapes(svg)
    rings = sorted(shape.contours, key=lambda ring: abs(ring.area))
    left, top, right, bottom = rings[0].bounds
    path = pathops.Path()
    for ring in rings[1:]:
        path.addPath(ring)
    harmed = f'<path fill="{color}" d="{path_data(path)}"/>'.encode()
    return svg_document(width_mm, height_mm, harmed), ((left + right) / 2, (top + bottom) / 2)


@pytest.mark.parametrize(
    ("words", "typeface", "finish"),
    [
        ("José", "playfair-display", "painted"),
        pytest.param("हिंदू", "noto-sans-devanagari", "vinyl", marks=pytest.mark.slow),
        pytest.param("Fiji", "zilla-slab", "embroidered", marks=pytest.mark.slow),
    ],
)
def test_a_lost_piece_is_a_failed_proof_of_everything_that_lost_it(
    words: str, typeface: str, finish: str, tmp_path: Path
) -> None:
    store = MemoryStore()
    artwork = draw_text(words, font(typeface), INK, (170.0, 70.0))
    size = artwork.width_mm, artwork.height_mm
    harmed, (x, y) = without_smallest(artwork.svg, *size)
    for svg, whole in ((artwork.svg, True), (harmed, False)):
        decal = DecalRecipe(
            zone="panel", artwork=store.put(svg), width_mm=size[0], height_mm=size[1], center_mm=(0, 0), finish=finish
        )
        found = Trial(*made(decal, store, CAMERA, tmp_path), artwork.svg).findings()
        assert {"close.png", "model.glb", "model.usdz", "print.pdf", "cut.dxf", "artwork.svg"} <= found.keys()
        assert [each.ok for each in found.values()] == [whole] * len(found), found
        for each in found.values():
            assert [(piece.x_mm, piece.y_mm) for piece in each.lost] == (
                [] if whole else [pytest.approx((x, y), abs=0.5)]
            )


@pytest.mark.parametrize("finish", ["embroidered", "foil"])
def test_ink_on_ink_is_missed_in_files_though_its_ground_is_there(finish: str) -> None:
    """A lost white dot leaves navy behind: the outline of the whole is as it was."""
    plate = b'<path d="M2 2H58V28H2Z" fill="#16243f"/><path d="M10 10H20V20H10Z" fill="#f6f6f6"/>'
    dot = b'<path d="M40 12H43V15H40Z" fill="#f6f6f6"/>'
    intact, harmed = svg_document(60.0, 30.0, plate + dot), svg_document(60.0, 30.0, plate)
    drawing, place = Drawing(intact, 60.0, 30.0), Placement("Panel", (300.0, 120.0), (60.0, 30.0), (0.0, 0.0))
    for svg, lost in ((intact, []), (harmed, [(41.5, 13.5)])):
        found = list(prove_files(drawing, production_files(Order(svg, finish, place), {}), piece_mm=0.8))
        assert len(found) == (5 if finish == "embroidered" else 3)
        assert [[(each.x_mm, each.y_mm) for each in one.lost] for one in found] == [
            [pytest.approx(place, abs=0.2) for place in lost]
        ] * len(found)
        assert [each.ok for each in found] == [not lost] * len(found)


def test_only_what_can_be_made_and_seen_is_missed() -> None:
    ink = np.zeros((60, 80), np.bool_)
    ink[10:50, 10:40] = True
    ink[20:26, 60:66] = True
    seen = ink.copy()
    seen[:, 50:] = False
    (piece,) = lost_pieces(ink, seen, 4.0, 1.0)
    assert piece == Lost(15.8, 5.8, 1.5, 1.5)
    assert "1.5 × 1.5 mm" in str(piece)
    assert lost_pieces(ink, seen, 4.0, 2.0) == ()
    assert lost_pieces(ink[:, ::3], seen[:, ::3], 4.0, 0.1) == (), LEAST_PX
    assert lost_pieces(ink, ink, 4.0, 1.0) == ()
