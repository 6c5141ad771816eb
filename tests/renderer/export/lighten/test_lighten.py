"""A model grows lighter where nobody looks, and nowhere else."""

import numpy as np
import pytest
import trimesh
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]
from scipy.spatial import cKDTree

from renderer.export.as_gltf import as_gltf
from renderer.export.figures import bounds, figures
from renderer.export.lighten.drop_hidden import drop_hidden
from renderer.export.lighten.lighten import BUDGET, FINENESS, _least, lighten
from renderer.export.lighten.simplify import simplify
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from tests.support.npm import skip_without
from tests.support.tiny_product import tiny_product


@pytest.fixture(autouse=True)
def _with_simplifier() -> None:
    skip_without("meshoptimizer", "meshopt_simplifier.js")


def add(document: Document, shape: trimesh.Trimesh, material: Json | None = None, **node: object) -> None:
    attributes = {
        "POSITION": document.add_accessor(np.asarray(shape.vertices), ARRAY_BUFFER),
        "NORMAL": document.add_accessor(np.asarray(shape.vertex_normals), ARRAY_BUFFER),
    }
    corners = document.add_accessor(np.asarray(shape.faces).reshape(-1), ELEMENT_ARRAY_BUFFER)
    number = document.add_material(material or {})
    mesh = document.add_mesh([{"attributes": attributes, "indices": corners, "material": number}])
    document.add_node({"mesh": mesh, **node})


def count(document: Document) -> int:
    return int(str(figures(document)["triangles"]))


def box(side: float) -> trimesh.Trimesh:
    cube: trimesh.Trimesh = trimesh.creation.box((side, side, side))
    return cube


def test_what_is_inside_goes_and_what_is_outside_stays() -> None:
    document = Document()
    add(document, box(1.0))
    add(document, box(0.5), name="inside")
    assert count(drop_hidden(document, None)) == 12
    assert bounds(drop_hidden(document, None)) == pytest.approx(bounds(document))


def test_glass_hides_nothing_and_is_kept() -> None:
    document = Document()
    add(document, box(1.0), {"alphaMode": "BLEND"})
    add(document, box(0.5))
    add(document, box(0.2), {"alphaMode": "BLEND"})
    assert count(drop_hidden(document, None)) == 36


def test_nobody_looks_from_under_the_floor_nor_from_within_the_wall() -> None:
    document = Document()
    add(document, box(1.0))
    assert [count(drop_hidden(document, placement)) for placement in (None, "floor", "wall")] == [12, 10, 10]


def test_a_copy_that_is_seen_saves_one_that_is_not() -> None:
    document = Document()
    add(document, box(1.0))
    add(document, box(0.5))
    document.add_node({"mesh": 1, "translation": [2.0, 0.0, 0.0]})
    assert count(drop_hidden(document, None)) == 36


def test_a_large_triangle_is_kept_for_the_strip_of_it_that_shows() -> None:
    document = Document()
    floor = trimesh.creation.box((2.0, 0.02, 2.0))
    mat = trimesh.creation.box((1.96, 0.02, 1.96)).apply_translation((0.0, 0.02, 0.0))
    add(document, floor)
    add(document, mat)
    assert count(drop_hidden(document, "floor")) == 24 - 2 - 2


def test_what_moves_is_left_alone() -> None:
    document = tiny_product()
    document.json["skins"] = [{"joints": [0]}]
    assert drop_hidden(document, "floor").to_glb() == simplify(document, 0.01).to_glb() == document.to_glb()


def test_fewer_triangles_stay_on_the_surface() -> None:
    document = Document()
    add(document, trimesh.creation.icosphere(5, 0.5))
    counts = []
    for error in (0.0005, 0.002, 0.008):
        light = simplify(document, error)
        points = light.accessor(light.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"])
        centres = points[light.accessor(light.json["meshes"][0]["primitives"][0]["indices"]).reshape(-1, 3)].mean(
            axis=1
        )
        assert np.abs(np.linalg.norm(centres, axis=1) - 0.5).max() < 3 * error
        counts.append(count(light))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] < count(document)


def test_the_ground_of_a_decal_stays_where_it_is() -> None:
    document = Document()
    add(document, trimesh.creation.icosphere(5, 0.5))
    patch = trimesh.creation.box((0.1, 0.1, 0.02)).apply_translation((0.0, 0.0, 0.5))
    add(document, patch, {"alphaMode": "BLEND"}, extras={"decal": {}})
    before = document.accessor(0)
    light = simplify(document, 0.01)
    after = light.accessor(light.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"])
    near = before[(np.abs(before[:, :2]) < 0.05).all(axis=1) & (before[:, 2] > 0.45)]
    assert len(after) < 0.2 * len(before)
    assert np.max(cKDTree(after).query(near)[0]) == pytest.approx(0.0, abs=1e-6)
    assert count(light) > 12


def test_nor_does_ground_move_whose_corners_lie_far_aside() -> None:
    document, ground = Document(), trimesh.creation.icosphere(4, 0.5)
    add(document, ground)
    patch = trimesh.creation.box((0.02, 0.02, 0.02)).apply_translation((0.0, 0.0, 0.5))
    add(document, patch, {"alphaMode": "BLEND"}, extras={"decal": {}})
    at = np.array([[x, y, 1.0] for x in (-0.01, 0.01) for y in (-0.01, 0.01)])
    under = ground.ray.intersects_first(at, np.tile([0.0, 0.0, -1.0], (4, 1)))
    light = simplify(document, 0.01)
    after = light.accessor(light.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"])
    assert np.abs(ground.triangles[under][..., :2]).max() > 0.02
    assert np.max(cKDTree(after).query(ground.triangles[under].reshape(-1, 3))[0]) == pytest.approx(0.0, abs=1e-6)


def test_a_light_product_is_not_touched() -> None:
    document = tiny_product()
    assert lighten(document, "floor").to_glb() == document.to_glb()


@pytest.mark.slow
def test_a_heavy_one_comes_within_the_budget() -> None:
    document = Document()
    add(document, trimesh.creation.icosphere(7, 0.5))
    assert count(document) > BUDGET["triangles"]
    light = as_gltf(lighten(document, None))
    assert count(light) <= BUDGET["triangles"]
    assert len(light.to_glb()) <= BUDGET["bytes"]
    assert bounds(light) == pytest.approx(bounds(document), abs=0.001)


@pytest.mark.parametrize("enough", range(1, len(FINENESS) + 1))
def test_the_least_that_fits_is_found_from_wherever_one_begins(enough: int) -> None:
    found = {_least(lambda number: number >= enough, guess) for guess in range(1, len(FINENESS) + 1)}
    assert found == {enough}
    assert _least(lambda _: False, enough) == len(FINENESS), "nothing fits: the last"
