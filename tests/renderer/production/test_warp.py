"""What is cut flat for a dome is another shape than what is seen on it; for a plane and a cylinder it is the same."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from renderer.artwork.drawing import svg_document
from renderer.artwork.rasterize import rasterize
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.proof.drawing import Drawing
from renderer.proof.prove_files import prove_files
from renderer.proof.read_cut import read_cut
from renderer.proof.read_print import read_print
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch
from tests.renderer.surface.sheets import Points, cylinder, dome, sheet_document

WIDE, HIGH = 190.0, 90.0
FRAME = svg_document(WIDE, HIGH, b'<path fill-rule="evenodd" fill="#c4202b" d="M1 1H189V89H1ZM8 8V82H182V8Z"/>')
PLACEMENT = Placement("Sheet", (200.0, 100.0), (WIDE, HIGH))
Surface = Callable[[Points, Points], Points]


def order(surface: Surface) -> Order:
    document = sheet_document(surface, cells=48)
    return Order(FRAME, "vinyl", PLACEMENT, patch=zone_patch(document, zones(document)[0]))


@pytest.fixture(scope="module")
def domed() -> Order:
    return order(dome(0.15))


def test_on_a_cylinder_nothing_is_bent() -> None:
    bent = production_files(order(cylinder(0.12)), {})
    assert json.loads(bent["ticket.json"])["pattern"] is None
    (outer, *_) = sorted(read_cut(bent["cut.dxf"], HIGH), key=lambda ring: -np.ptp(ring[:, 0]))
    assert (outer.min(axis=0), outer.max(axis=0)) == (
        pytest.approx((1, 1), abs=0.05),
        pytest.approx((189, 89), abs=0.05),
    )


def test_a_dome_s_frame_is_cut_smaller_and_bent(domed: Order) -> None:
    files = production_files(domed, {})
    ticket = json.loads(files["ticket.json"])["pattern"]
    assert ticket["off_percent"]["as_cut"] < ticket["off_percent"]["as_drawn"]
    outer = max(read_cut(files["cut.dxf"], ticket["size_mm"][1]), key=lambda ring: float(np.ptp(ring[:, 0])))
    assert np.ptp(outer[:, 0]) < 189
    lower = outer[outer[:, 1] > np.percentile(outer[:, 1], 70)]
    assert np.ptp(lower[:, 1]) > 1.0
    assert "pattern" in ticket["note"]


def test_pdf_and_cut_path_agree_and_come_back_to_the_drawing(domed: Order) -> None:
    files = production_files(domed, {})
    height = json.loads(files["ticket.json"])["pattern"]["size_mm"][1]
    ends = [np.concatenate(rings) for rings in (read_cut(files["cut.dxf"], height), read_print(files["print.pdf"]))]
    assert ends[0].max(axis=0) == pytest.approx(ends[1].max(axis=0), abs=0.02)
    found = {each.subject: each for each in prove_files(Drawing(FRAME, WIDE, HIGH), files, domed.warp)}
    assert all(each.ok for each in found.values()), found
    assert not any(each.ok for each in prove_files(Drawing(FRAME, WIDE, HIGH), files))


def test_the_sheet_shows_where_the_surface_is_off(domed: Order) -> None:
    plain = rasterize(production_files(order(cylinder(0.12)), {})["placement.svg"], 420, 480)
    mapped = rasterize(production_files(domed, {})["placement.svg"], 420, 480)
    assert len(np.unique(mapped.reshape(-1, 4), axis=0)) > 1.3 * len(np.unique(plain.reshape(-1, 4), axis=0))
