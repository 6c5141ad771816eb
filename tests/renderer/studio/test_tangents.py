"""Tangents that files do not bring, and those of surfaces seen from behind."""

import numpy as np

from renderer.studio.bake import bake
from renderer.studio.known_scenes import shape_of
from renderer.studio.scene import read_scene
from tests.renderer.studio.studio_scene import StudioScene, ball, slab


def test_where_a_file_has_none_they_are_even_over_a_smooth_surface(scene: StudioScene) -> None:
    scene.add(ball(subdivisions=3), "body")
    primitive = scene.document.items("meshes")[0]["primitives"][0]
    place = scene.document.accessor(primitive["attributes"]["POSITION"]).astype(np.float64)
    primitive["attributes"]["TEXCOORD_0"] = scene.document.add_accessor(place[:, [0, 2]].astype(np.float32))
    read = read_scene(scene.document)
    upper = read.normals[..., 1] > 0.3
    along, normal = read.tangents[upper][:, :3], read.normals[upper]
    assert np.abs(np.einsum("nx,nx->n", along, normal)).max() < 1e-5
    # Where x grows and z stays.
    expected = np.stack([normal[:, 1], -normal[:, 0], 0 * normal[:, 0]], axis=1)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.einsum("nx,nx->n", along, expected).min() > 0.98


def test_from_behind_all_of_a_normal_map_points_the_other_way(scene: StudioScene) -> None:
    scene.add(slab((1.0, 1.0, 0.02), (0.0, 0.5, 0.0)), "wall", doubleSided=True)
    primitive = scene.document.items("meshes")[0]["primitives"][0]
    place = scene.document.accessor(primitive["attributes"]["POSITION"])
    primitive["attributes"]["TEXCOORD_0"] = scene.document.add_accessor(place[:, :2].astype(np.float32))
    front = bake(scene.document, scene.shot(), scene.store, scene.cache)
    flipped = scene.document.accessor(primitive["indices"]).reshape(-1, 3)[:, ::-1].reshape(-1)
    primitive["indices"] = scene.document.add_accessor(flipped, 34963)
    normals = scene.document.accessor(primitive["attributes"]["NORMAL"])
    primitive["attributes"]["NORMAL"] = scene.document.add_accessor(-normals)
    back = bake(scene.document, scene.shot(), scene.store, scene.cache)
    middle = [len(each.geometry) // 2 for each in (front, back)]
    np.testing.assert_allclose(back.geometry[middle[1], :3], front.geometry[middle[0], :3], atol=1e-6)
    assert back.geometry[middle[1], 3] * front.geometry[middle[0], 3] < 0


def test_they_follow_the_coordinates_of_the_normal_map(scene: StudioScene) -> None:
    scene.add(slab((1.0, 1.0, 0.02), (0.0, 0.5, 0.0)), "wall")
    attributes = scene.document.items("meshes")[0]["primitives"][0]["attributes"]
    place = scene.document.accessor(attributes["POSITION"])
    sets = [scene.document.add_accessor(place[:, axes].astype(np.float32)) for axes in ([0, 1], [1, 2])]
    wall = scene.document.json["materials"][0]

    def seen(first: int, second: int, **normal_map: int) -> tuple[str, np.ndarray]:
        attributes["TEXCOORD_0"], attributes["TEXCOORD_1"] = sets[first], sets[second]
        wall["normalTexture"] = {"index": 0, **normal_map}
        return shape_of(scene.document), read_scene(scene.document).tangents

    (shape, by_second), (other, by_first) = seen(0, 1, texCoord=1), seen(0, 1)
    assert shape != other
    np.testing.assert_array_equal(by_second, seen(1, 0)[1])
    assert np.abs(by_second - by_first).max() > 0.5
