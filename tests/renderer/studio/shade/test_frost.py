"""What is behind rough glass."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from renderer.environment import load_environment
from renderer.studio.bake import Bake, bake
from renderer.studio.layers.shade import shade
from tests.renderer.studio.studio_scene import StudioScene, slab

INSIDE = slice(26, 38)
"""Rows and columns of the picture that the pane fills."""


def behind_glass(scene: StudioScene, roughness: float) -> StudioScene:
    """Bars behind a pane."""
    for number in range(5):
        scene.add(slab((0.1, 1.4, 0.02), (0.2 * number - 0.4, 0.5, -0.6)), f"bar{number}", baseColorFactor=[0, 0, 0, 1])
    clear = {"KHR_materials_transmission": {"transmissionFactor": 1.0}}
    scene.add(slab((1.1, 1.1, 0.01), (0, 0.5, 0.3)), "pane", roughnessFactor=roughness, extensions=clear)
    return scene


def baked(scene: StudioScene) -> Bake:
    return bake(scene.document, scene.shot(), scene.store, scene.cache)


def screen(picture: NDArray[np.uint8]) -> float:
    """How much of what changes from pixel to pixel alternates down the bars, which are even there."""
    inside = picture[INSIDE, INSIDE, 3].astype(float)
    return float(np.abs(inside[:-2] - 2 * inside[1:-1] + inside[2:]).mean())


def test_rough_glass_shows_no_screen_and_bars_that_fade(scene: StudioScene) -> None:
    made, shot = baked(behind_glass(scene, 0.4)), scene.shot()
    light = load_environment(scene.store.get(shot.environment), scene.cache)
    few = replace(made, frosted=made.frosted[:0], frost_reach=made.frost_reach[:0], name="")
    even, plain = (shade(each, scene.document, shot, light) for each in (made, few))
    assert screen(even) < screen(plain) / 3
    assert abs(even[INSIDE, INSIDE, 3].mean() - plain[INSIDE, INSIDE, 3].mean()) < 1


def test_clear_glass_scatters_nothing(scene: StudioScene) -> None:
    assert not len(baked(behind_glass(scene, 0.0)).frosted)


def test_each_stack_scatters_once_past_the_back_of_the_pane(scene: StudioScene) -> None:
    made = baked(behind_glass(scene, 0.4))
    stack = np.searchsorted(made.stack_first, made.frosted, side="right") - 1
    assert len(made.frosted)
    assert (np.diff(stack) > 0).all()
    inside = made.frosted[np.isfinite(made.frost_reach)] - made.stack_first[stack][np.isfinite(made.frost_reach)]
    assert np.median(inside) == 1
    assert (made.frost_reach > 1).all()
