"""The kit that authors the cart: closed skins, whole borders, arrays stored once."""

import json
import struct
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely
import trimesh

from models.golf_cart.author.body.canopy import LONG, SHORT, Canopy
from models.golf_cart.author.kit.charts import TOP, SlabChart
from models.golf_cart.author.kit.curves import paced, rectangle
from models.golf_cart.author.kit.edits import welded
from models.golf_cart.author.kit.glb import write_glb
from models.golf_cart.author.kit.panels import Make, skin
from models.golf_cart.author.kit.place import MIRROR
from models.golf_cart.author.kit.solids import box
from models.golf_cart.author.piece import Floats, Part
from models.golf_cart.author.slots import SLOTS

FLAT = SlabChart(TOP, 0.0, ((-9.0, 9.0), (-9.0, 9.0)), 1.0)


def slab(points: Floats) -> Floats:
    return np.asarray(points[:, 1] - 0.1)


def gltf(*parts: Part) -> dict[str, Any]:
    data = write_glb(parts, "root", SLOTS, {"generator": "test"}, smooth={"chrome"})
    length = struct.unpack_from("<I", data, 12)[0]
    document: dict[str, Any] = json.loads(data[20 : 20 + length])
    return document


@pytest.mark.parametrize("canopy", [SHORT, LONG])
def test_a_canopy_is_one_closed_body(canopy: Canopy) -> None:
    whole = welded([replace(piece, slot="roof") for piece in canopy.pieces()], tolerance=1e-5)
    mesh = trimesh.Trimesh(whole.vertices, whole.faces, process=False)
    assert mesh.is_watertight
    assert mesh.volume > 0


def test_a_skin_fills_its_ring_to_the_last_tongue() -> None:
    comb = [(x, y) for x in np.linspace(0.0, 0.4, 9) for y in ((0.0, 0.2) if round(x * 20) % 2 else (0.2, 0.0))]
    ring = np.array([*comb, (0.42, -0.1), (-0.02, -0.1)])[::-1]
    piece = skin("body", slab, FLAT, ring, make=Make(size=0.05))
    assert trimesh.Trimesh(piece.vertices, piece.faces).area == pytest.approx(shapely.Polygon(ring).area, rel=1e-9)


def test_points_crowd_where_a_ring_turns() -> None:
    ring = paced(rectangle(0.8, 0.4, 0.05, 40), 64)
    step = np.linalg.norm(np.diff(ring, axis=0), axis=1)
    assert step.min() < 0.35 * step.max()


def test_a_twin_shares_the_arrays_of_its_mirror_image() -> None:
    pieces = box("body", (0.2, 0.1, 0.3))
    alone, pair = gltf(Part("left", pieces)), gltf(Part("left", pieces), Part("right", pieces, (MIRROR,)))
    assert len(pair["accessors"]) == len(alone["accessors"])
    assert len(pair["meshes"]) == 2 * len(alone["meshes"])


def test_only_slots_that_take_a_grain_have_tangents() -> None:
    meshes = gltf(Part("both", [*box("body", (0.2, 0.1, 0.3)), *box("chrome", (0.1, 0.1, 0.1))]))["meshes"]
    body, chrome = meshes[0]["primitives"]
    assert "TANGENT" in body["attributes"]
    assert "TANGENT" not in chrome["attributes"]
