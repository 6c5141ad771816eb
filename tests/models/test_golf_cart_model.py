"""The base model as it lies in the repository: reproducible, sound, true to size, and what product.toml says of it."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray

from configurator.catalog.product import Product
from configurator.catalog.toml_file import read_toml
from models.golf_cart.author.__main__ import BASE, base_glb
from models.golf_cart.author.slots import SMOOTH
from renderer.gltf.document import Document
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch

FOLDER = BASE.parent
Floats = NDArray[np.float64]


@cache
def document() -> Document:
    return Document.load(BASE)


@cache
def product() -> Product:
    return read_toml(FOLDER / "product.toml", Product)


def options() -> list[tuple[str, str]]:
    return [(feature.code, option.code) for feature in product().features for option in feature.options]


def configured(**chosen: str) -> Document:
    """The base model with the nodes of options not chosen taken out of its tree."""
    picked = {feature.code: chosen.get(feature.code, feature.default) for feature in product().features}
    shown = {
        node
        for feature in product().features
        if (option := feature.option(picked[feature.code])) is not None
        for node in option.show
    }
    named = {node for feature in product().features for option in feature.options for node in option.show}
    whole = document().copy()
    nodes = whole.items("nodes")
    for node in nodes:
        node["children"] = [child for child in node.get("children", []) if nodes[child]["name"] not in named - shown]
        if not node["children"]:
            del node["children"]
    return whole


def primitives() -> list[tuple[str, str, dict[str, Floats]]]:
    """(mesh, slot, attributes) of every primitive; `faces` are its indices."""
    materials = document().items("materials")
    found = []
    for mesh in document().items("meshes"):
        for primitive in mesh["primitives"]:
            arrays = {name: np.asarray(document().accessor(i), float) for name, i in primitive["attributes"].items()}
            arrays["faces"] = np.asarray(document().accessor(primitive["indices"])).reshape(-1, 3)
            found.append((mesh["name"], materials[primitive["material"]]["name"], arrays))
    return found


def corners(values: Floats, faces: Floats) -> Floats:
    chosen: Floats = values[faces.astype(int)]
    return chosen


def doubled_areas(points: Floats) -> Floats:
    return np.asarray(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]))


@pytest.mark.slow
def test_script_reproduces_the_file() -> None:
    assert base_glb() == BASE.read_bytes()


def test_file_is_light_enough_for_the_web() -> None:
    assert BASE.stat().st_size < 4_000_000


def test_triangles_stay_within_budget() -> None:
    assert 40_000 <= sum(len(arrays["faces"]) for _, _, arrays in primitives()) <= 105_000


def test_no_triangle_is_degenerate() -> None:
    for mesh, slot, arrays in primitives():
        sizes = np.linalg.norm(doubled_areas(corners(arrays["POSITION"], arrays["faces"])), axis=1)
        assert sizes.min() > 1e-11, (mesh, slot)


def test_normals_are_unit_and_agree_with_the_faces() -> None:
    for mesh, slot, arrays in primitives():
        assert np.abs(np.linalg.norm(arrays["NORMAL"], axis=1) - 1).max() < 1e-5, (mesh, slot)
        areas = doubled_areas(corners(arrays["POSITION"], arrays["faces"]))
        agreeing = np.einsum("fi,fi->f", areas, corners(arrays["NORMAL"], arrays["faces"]).mean(axis=1)) > 0
        share = np.linalg.norm(areas[agreeing], axis=1).sum() / np.linalg.norm(areas, axis=1).sum()
        assert share > 0.995, (mesh, slot, share)


def test_tangents_are_unit_and_across_the_normals() -> None:
    for mesh, slot, arrays in primitives():
        if slot in SMOOTH:
            assert "TANGENT" not in arrays
            continue
        tangents = arrays["TANGENT"]
        assert np.abs(np.linalg.norm(tangents[:, :3], axis=1) - 1).max() < 1e-5, (mesh, slot)
        assert set(np.unique(tangents[:, 3])) <= {-1.0, 1.0}
        assert np.abs(np.einsum("vi,vi->v", tangents[:, :3], arrays["NORMAL"])).max() < 1e-4, (mesh, slot)


def test_texture_coordinates_are_metres_in_every_slot() -> None:
    in_uv: dict[str, float] = {}
    in_space: dict[str, float] = {}
    for _, slot, arrays in primitives():
        uv = corners(arrays["TEXCOORD_0"], arrays["faces"])
        one, two = uv[:, 1] - uv[:, 0], uv[:, 2] - uv[:, 0]
        flat = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]).sum()
        in_uv[slot] = in_uv.get(slot, 0.0) + float(flat)
        space = np.linalg.norm(doubled_areas(corners(arrays["POSITION"], arrays["faces"])), axis=1).sum()
        in_space[slot] = in_space.get(slot, 0.0) + float(space)
    scales = {slot: np.sqrt(in_uv[slot] / in_space[slot]) for slot in in_uv}
    assert {slot: scale for slot, scale in scales.items() if not 0.8 < scale < 1.25} == {}


def world_points(whole: Document) -> Floats:
    """Every visible vertex (n, 3) in the world."""
    points = []
    for placed in whole.visible_primitives():
        primitive = whole.items("meshes")[placed.mesh]["primitives"][placed.index]
        vertices = np.asarray(whole.accessor(primitive["attributes"]["POSITION"]), float)
        points.append(vertices @ placed.world[:3, :3].T + placed.world[:3, 3])
    return np.vstack(points)


def test_default_configuration_has_the_stated_size() -> None:
    points = world_points(configured())
    low, high = points.min(axis=0), points.max(axis=0)
    stated = np.array(product().size_mm) / 1000
    assert high - low == pytest.approx(stated, rel=0.01)
    assert low[1] == pytest.approx(0.0, abs=1e-3)
    assert np.abs((low + high) / 2)[[0, 2]].max() < 0.01 * stated.min()


def test_product_names_only_what_the_model_has() -> None:
    nodes = {node["name"] for node in document().items("nodes")}
    slots = {material["name"] for material in document().items("materials")}
    filled = set(product().fill)
    for feature in product().features:
        filled |= set(feature.slots)
        for option in feature.options:
            assert set(option.show) <= nodes, (feature.code, option.code)
            filled |= set(option.fill)
    assert filled == slots


def test_node_names_are_unique() -> None:
    names = [node["name"] for node in document().items("nodes") if not node["name"].startswith("zone:")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("roof", ["short", "long"])
def test_every_zone_lies_on_smooth_surface(roof: str) -> None:
    found = {zone.id: zone for zone in zones(configured(roof_length=roof))}
    assert set(found) == {zone.id for zone in product().zones}
    for zone in found.values():
        assert zone_patch(configured(roof_length=roof), zone).stretch < 1.05, zone.id


def whole_mesh() -> trimesh.Trimesh:
    """The default configuration in the world as one mesh."""
    document, points, faces, count = configured(), [], [], 0
    for placed in document.visible_primitives():
        primitive = document.items("meshes")[placed.mesh]["primitives"][placed.index]
        vertices = np.asarray(document.accessor(primitive["attributes"]["POSITION"]), float)
        corner = np.asarray(document.accessor(primitive["indices"])).reshape(-1, 3).astype(int) + count
        faces.append(corner[:, ::-1] if np.linalg.det(placed.world[:3, :3]) < 0 else corner)
        points.append(vertices @ placed.world[:3, :3].T + placed.world[:3, 3])
        count += len(vertices)
    return trimesh.Trimesh(np.vstack(points), np.vstack(faces), process=False)


def test_no_shot_sees_a_surface_from_behind() -> None:
    mesh = whole_mesh()
    for shot in (shot for shot in product().shots if shot.camera):
        assert shot.camera is not None
        position, target = np.array(shot.camera.position), np.array(shot.camera.target)
        ahead = (target - position) / np.linalg.norm(target - position)
        right = np.cross(ahead, [0.0, 1.0, 0.0])
        right /= np.linalg.norm(right)
        x, y = np.meshgrid(np.linspace(-1, 1, 120), np.linspace(-0.75, 0.75, 90))
        reach = np.tan(np.radians(shot.camera.vertical_fov_deg) / 2) / 0.75
        rays = ahead + reach * (x.reshape(-1, 1) * right + y.reshape(-1, 1) * np.cross(right, ahead))
        first = mesh.ray.intersects_first(np.tile(position, (len(rays), 1)), rays)
        behind = np.einsum("ri,ri->r", mesh.face_normals[first[first >= 0]], rays[first >= 0]) > 0
        assert behind.mean() < 0.01, (shot.name, behind.mean())


@pytest.mark.parametrize("eye", [(2.2, 2.4, 2.2), (1.5, 1.6, 0.4), (0.7, 1.65, 0.5)])
def test_nobody_looks_past_the_seats_into_the_body(eye: tuple[float, float, float]) -> None:
    """Its panels have one side: a phone shows nothing where one sees them from behind."""
    mesh = whole_mesh()
    x, y, z = np.meshgrid(np.linspace(-0.5, 0.5, 81), [0.64, 0.70], np.linspace(-0.62, -0.48, 29))
    rays = np.column_stack([x.ravel(), y.ravel(), z.ravel()]) - eye
    first = mesh.ray.intersects_first(np.tile(eye, (len(rays), 1)), rays)
    met = first >= 0
    assert (np.einsum("ij,ij->i", mesh.face_normals[first[met]], rays[met]) < 0).all()


@pytest.mark.parametrize("name", ["hero", "front", "left", "right", "rear", "rear_quarter", "top"])
def test_the_largest_cart_stands_whole_in_the_picture(name: str) -> None:
    points = world_points(configured(roof_length="long", rear="rear_seat", mirrors="side"))
    shot = next(shot for shot in product().shots if shot.name == name)
    assert shot.camera is not None
    position, target = np.array(shot.camera.position), np.array(shot.camera.target)
    ahead = (target - position) / np.linalg.norm(target - position)
    right = np.cross(ahead, [0.0, 1.0, 0.0]) / np.linalg.norm(np.cross(ahead, [0.0, 1.0, 0.0]))
    seen = (points - position) @ np.column_stack([right, np.cross(right, ahead), ahead])
    reach = np.tan(np.radians(shot.camera.vertical_fov_deg) / 2)
    across, up = np.abs(seen[:, :2] / seen[:, 2:]).max(axis=0) / reach / [shot.size[0] / shot.size[1], 1.0]
    assert across < 0.95
    assert 0.72 < up < 0.86


def test_every_zone_has_its_shot() -> None:
    assert {shot.zone for shot in product().shots if shot.zone} == {zone.id for zone in product().zones}


def test_zones_read_outward_and_upright() -> None:
    for zone in zones(configured()):
        right, up, out = zone.frame[:3, 0], zone.frame[:3, 1], zone.frame[:3, 2]
        assert np.cross(right, up) == pytest.approx(out, abs=1e-6)
        assert up[1] > 0.5 or out[1] > 0.5, zone.id


def test_author_file_lies_beside_its_script() -> None:
    assert Path(__file__).resolve().parents[2] / "models" / "golf_cart" / "base.glb" == BASE
