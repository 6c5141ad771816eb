"""Artwork laid over a surface, fragment by fragment."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.studio.bake import Bake, bake
from renderer.studio.scene import Decal
from renderer.studio.shade.decals import Below, artwork_coordinates, lay_decals
from renderer.studio.shade.materials import COLUMNS, SPREADS, read_material
from renderer.studio.shade.near_ink import near_ink
from renderer.studio.shade.surface import Rows, Values, coordinates, evaluate
from tests.renderer.studio.studio_scene import StudioScene, ball

INK, BODY = 1, 0
BASE = COLUMNS["base_color"]


def zoned(scene: StudioScene) -> Bake:
    """A ball whose fragments lie on a line of 200 mm through the zone `side`, and an ink's material."""
    scene.add(ball(), "body", baseColorFactor=[1.0, 0.0, 0.0, 1.0])
    ink = {"baseColorFactor": [0.0, 0.0, 1.0, 0.75], "metallicFactor": 0.0, "roughnessFactor": 0.5}
    scene.document.add_material({"alphaMode": "BLEND", "pbrMetallicRoughness": ink})
    made = bake(scene.document, scene.shot(), scene.store, scene.cache)
    count = len(made.material)
    line = np.stack([np.linspace(-100, 100, count), np.zeros(count)], axis=1).astype(np.float32)
    return replace(made, zones=("side",), zone=np.zeros(count, np.int16), zone_mm=line)


def below(scene: StudioScene, made: Bake) -> dict[int, Below]:
    material = read_material(scene.document.json["materials"][BODY])
    return {BODY: lambda rows: evaluate(scene.document, material, coordinates(made, rows))}


def decal(layer: int = 0, width: float = 100.0) -> Decal:
    return Decal("side", (0.0, 0.0), (width, 50.0), layer, INK)


def test_artwork_lies_where_its_rectangle_is(scene: StudioScene) -> None:
    made = zoned(scene)
    ink = read_material(scene.document.json["materials"][INK])
    inside = near_ink(scene.document, ink, decal(), made, np.arange(len(made.zone)))
    assert inside.tolist() == np.flatnonzero(np.abs(made.zone_mm[:, 0]) <= 50).tolist()
    at = artwork_coordinates(decal(), made, inside)
    assert at.uv[0] == pytest.approx([0, 0.5], abs=0.01)
    assert at.uv[-1] == pytest.approx([1, 0.5], abs=0.01)
    assert at.spread[:, 0] == pytest.approx(made.footprint_mm[inside] / 100, rel=1e-3)


def test_ink_covers_by_its_alpha_and_leaves_the_rest(scene: StudioScene) -> None:
    made = zoned(scene)
    (inked,) = lay_decals(scene.document, [decal()], made, below(scene, made))
    assert (np.abs(made.zone_mm[inked.rows, 0]) <= 50).all()
    table = inked.values.full().table
    assert table[:, BASE : BASE + 3] == pytest.approx(np.tile([0.25, 0, 0.75], (len(inked.rows), 1)))
    assert (table[:, BASE + 3] == 1).all(), "artwork cuts no holes"
    assert table[:, COLUMNS["roughness"]] == pytest.approx(1 - 0.75 * 0.5)


def test_ink_that_reads_as_more_than_all_leaves_no_less_relief_than_none(scene: StudioScene) -> None:
    made, rough = zoned(scene), SPREADS["normal"]
    scene.document.json["materials"][INK]["pbrMetallicRoughness"]["baseColorFactor"][3] = 1.0000002
    flat = io.BytesIO()
    Image.new("RGB", (4, 4), (128, 128, 255)).save(flat, "PNG")
    texture = scene.document.add_texture(scene.document.add_image(flat.getvalue(), "image/png"))
    scene.document.json["materials"][INK]["normalTexture"] = {"index": texture}

    def bumpy(rows: Rows) -> Values:
        values = below(scene, made)[BODY](rows).full()
        values.table[:, rough] = 1e-3
        return values

    (inked,) = lay_decals(scene.document, [decal()], made, {BODY: bumpy})
    assert (inked.values.column(rough) >= 0).all()


def test_a_second_layer_lies_over_the_first(scene: StudioScene) -> None:
    made = zoned(scene)
    (inked,) = lay_decals(scene.document, [decal(0), decal(1)], made, below(scene, made))
    assert inked.values.column(BASE) == pytest.approx(0.0625)


def test_artwork_on_a_zone_that_is_not_there_is_not_drawn(scene: StudioScene) -> None:
    made = replace(zoned(scene), zones=("other",))
    assert lay_decals(scene.document, [decal()], made, below(scene, made)) == []
