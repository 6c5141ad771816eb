"""Mirror rays: what they see is what stands there."""

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.studio.bake import bake, mirror
from renderer.studio.bake.reflection import aim
from renderer.studio.bake.storage import MIRROR_AGAIN, MIRROR_SKY, MIRROR_SKY_LIGHT
from tests.renderer.studio.studio_scene import SIDE, StudioScene, ball, plain, slab

CHROME = {"baseColorFactor": [1.0, 1.0, 1.0, 1.0], "metallicFactor": 1.0, "roughnessFactor": 0.0}


def mirrored(view: tuple[float, ...], normal: tuple[float, ...], flat: tuple[float, ...]) -> NDArray[np.float32]:
    """The direction of one ray that `aim` sends off a fragment at the origin."""
    rays = np.zeros((2, 1, 3), np.float32)
    views, normals, flats = (np.array([vector], np.float32) for vector in (view, normal, flat))
    first = np.zeros(1, np.int64)
    aim(first.astype(np.int32), first, views, normals, flats, np.zeros((1, 3), np.float32), 1e-4, rays[0], rays[1])
    return np.asarray(rays[1, 0])


def test_reflection_keeps_the_angle_and_stays_above_the_surface() -> None:
    up, down = (0, 1, 0), (0.6, -0.8, 0)
    assert np.allclose(mirrored(down, up, up), [0.6, 0.8, 0], atol=1e-6)
    assert mirrored((0.8, -0.6, 0), (-0.8, -0.6, 0), up)[1] > 0


def test_under_an_even_sky_every_open_mirror_ray_brings_its_light(scene: StudioScene) -> None:
    scene.environment = plain(0.5)
    scene.add(ball(), "body", **CHROME)
    made = bake(scene.document, scene.shot(), scene.store, scene.cache)
    light = made.light.astype(np.float32)
    assert np.allclose(light[:, MIRROR_SKY_LIGHT : MIRROR_SKY_LIGHT + 3], 0.5 * light[:, MIRROR_SKY, None], atol=2e-3)


def test_the_sun_itself_fits_into_a_bake(scene: StudioScene) -> None:
    scene.environment = plain(0.5)
    scene.environment[8:12] = 5e5
    scene.add(ball(), "body", **CHROME)
    made = bake(scene.document, scene.shot(), scene.store, scene.cache)
    assert np.isfinite(made.light).all()
    assert (scene.draw()[SIDE // 2, SIDE // 2, :3] > 0).all()


def test_two_rays_see_as_much_of_the_sky_in_a_ball_as_eight(
    scene: StudioScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.environment = plain(0.5, width=256) + 0.04 * (np.arange(256) // 8 % 2)[:, None]
    scene.add(ball(), "body", **CHROME)
    few = bake(scene.document, scene.shot(), scene.store, scene.cache)
    monkeypatch.setattr(mirror, "SCOUTS", mirror.MIRROR_RAYS)
    many = bake(scene.document, scene.shot(), scene.store, scene.cache / "many")
    sky = slice(MIRROR_SKY_LIGHT, MIRROR_SKY_LIGHT + 3)
    assert np.allclose(few.light[:, sky], many.light[:, sky], atol=2e-3)


def test_a_mirror_in_a_mirror_shows_the_sky(scene: StudioScene) -> None:
    scene.environment = plain(0.5)
    scene.position, scene.target = (0.0, 1.2, 3.0), (0.0, 0.4, 0.0)
    scene.add(slab((2.0, 1.0, 0.05), (0.0, 0.5, -0.5)), "wall", **CHROME)
    scene.add(slab((2.0, 0.05, 1.0), (0.0, 0.0, 0.0)), "floor", **CHROME)
    made = bake(scene.document, scene.shot(), scene.store, scene.cache)
    again = made.light[:, MIRROR_AGAIN].astype(np.float32)
    met = 1 - made.light[:, MIRROR_SKY].astype(np.float32)
    whole = met > 0.99
    assert whole.any()
    assert np.allclose(again[whole], 0.5, atol=0.01)
