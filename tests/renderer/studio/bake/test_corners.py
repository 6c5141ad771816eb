"""Light at corners: even over what is smooth, kept apart where there is an edge."""

import numpy as np

from renderer.studio.bake.corners import corner_light, shine
from renderer.studio.scene import Scene, read_scene
from tests.renderer.studio.studio_scene import StudioScene, ball, slab


def upward(scene: Scene) -> np.ndarray:
    """(T, 3) what light from above leaves on each triangle."""
    return np.repeat(0.5 + 0.5 * scene.faces[:, 1:2], 3, axis=1).astype(np.float32)


def test_triangles_of_a_ball_agree_along_their_edges_and_show_its_roundness(scene: StudioScene) -> None:
    scene.add(ball(subdivisions=2), "body")
    soup = read_scene(scene.document)
    light = corner_light(soup, upward(soup))
    assert np.allclose(light[..., 0], 0.5 + 0.5 * soup.normals[..., 1], atol=0.02)
    _, place = np.unique(soup.positions.reshape(-1, 3), axis=0, return_inverse=True)
    assert place.max() + 1 < len(place)
    brightest, darkest = (np.full(place.max() + 1, start, np.float32) for start in (0, 1))
    np.maximum.at(brightest, place, light[..., 0].ravel())
    np.minimum.at(darkest, place, light[..., 0].ravel())
    assert (brightest == darkest).all()


def test_faces_of_a_box_keep_their_own_light(scene: StudioScene) -> None:
    scene.add(slab((1.0, 1.0, 1.0), (0.0, 0.5, 0.0)), "body")
    soup = read_scene(scene.document)
    lit = upward(soup)
    assert np.allclose(corner_light(soup, lit), lit[:, None])


def test_what_is_met_shines_as_its_corners_do_and_a_miss_does_not(scene: StudioScene) -> None:
    scene.add(ball(subdivisions=1), "body")
    soup = read_scene(scene.document)
    light = corner_light(soup, upward(soup))
    met, third = np.array([0, 0, -1], np.int32), np.float32(1 / 3)
    u, v = np.array([1, third, 0], np.float32), np.array([0, third, 0], np.float32)
    shown = np.full((3, 3), 7, np.float32)
    shine(light, met, u, v, shown)
    assert np.allclose(shown, [light[0, 1], light[0].mean(axis=0), (7, 7, 7)])
