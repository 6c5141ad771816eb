"""What is traced, and how often."""

import numpy as np

from renderer.environment import load_environment
from renderer.studio.bake.bake import stage_of
from renderer.studio.bake.rays import grid_rays
from renderer.studio.bake.tracer import Tracer
from renderer.studio.bake.visible import ALL, FIRST, OTHERS, framed_pixels, visible
from renderer.studio.known_scenes import scene_of
from tests.renderer.studio.studio_scene import StudioScene, ball, slab


def two_things(scene: StudioScene) -> StudioScene:
    """A ball, and a thin pole far beside it."""
    scene.add(ball(), "ball")
    scene.add(slab((0.01, 1.0, 0.01), (0.9, 0.5, 0.0)), "pole")
    return scene


def test_whatever_a_ray_meets_is_framed_and_not_all_is(scene: StudioScene) -> None:
    seen, shot = scene_of(two_things(scene).document), scene.shot()
    everywhere = np.arange(shot.width * shot.height, dtype=np.int32)
    framed = framed_pixels(seen, shot)
    hit = Tracer(seen.positions).triangles(*grid_rays(shot, everywhere, OTHERS)).reshape(len(everywhere), -1)
    assert set(np.flatnonzero((hit >= 0).any(axis=1))) <= set(framed)
    assert len(framed) < len(everywhere)


def test_edges_have_sixteen_samples_and_the_rest_four(scene: StudioScene) -> None:
    seen, shot = scene_of(two_things(scene).document), scene.shot()
    _, stacks = visible(Tracer(seen.positions), seen, shot)
    whole = np.bincount(stacks.pixel, stacks.weight)
    assert whole.max() == 1
    sizes = np.bincount(stacks.of_sample)
    of_pixel = np.bincount(stacks.pixel, sizes)
    assert set(of_pixel[whole == 1]) == {len(FIRST), ALL}
    assert (stacks.weight[of_pixel[stacks.pixel] > len(FIRST)] * 16 % 1 == 0).all()


def test_two_shots_of_one_scene_share_what_lights_it(scene: StudioScene) -> None:
    seen, shot = scene_of(two_things(scene).document), scene.shot()
    light = load_environment(scene.store.get(shot.environment), scene.cache)
    nearer = shot.model_copy(update={"width": 40})
    assert stage_of(seen, shot, light) is stage_of(seen, nearer, light)
    assert stage_of(seen, shot, light) is not stage_of(seen, shot.model_copy(update={"ground": True}), light)
