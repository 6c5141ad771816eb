"""How far texture coordinates move over a pixel."""

from pathlib import Path

import numpy as np
import pytest

from renderer.environment import load_environment
from renderer.environment.halvings import halvings
from renderer.studio.bake import bake
from tests.renderer.studio.studio_scene import SIDE, StudioScene, hdr, plain, slab


def wall(scene: StudioScene) -> StudioScene:
    """A wall facing the camera at 4 m, its UVs in metres: u to the right, v down."""
    scene.add(slab((2.0, 2.0, 0.02), (0.0, 0.5, -0.01)), "wall")
    primitive = scene.document.items("meshes")[0]["primitives"][0]
    place = scene.document.accessor(primitive["attributes"]["POSITION"])
    uv = np.stack([place[:, 0], -place[:, 1]], axis=1).astype(np.float32)
    primitive["attributes"]["TEXCOORD_0"] = scene.document.add_accessor(uv)
    return scene


def test_a_wall_seen_from_the_front_moves_by_a_pixel_s_size(scene: StudioScene) -> None:
    made = bake(wall(scene).document, scene.shot(), scene.store, scene.cache)
    pixel = 2 * 4 * np.tan(np.radians(15)) / SIDE
    assert made.uv.shape[1] == 2, "the second set is the first and is kept once"
    middle = np.abs(made.uv - [0, -0.5]).max(axis=1) < 0.3
    expected = np.tile([pixel, 0, 0, pixel], (int(middle.sum()), 1))
    assert made.spread_uv[middle].astype(float) == pytest.approx(expected, rel=0.02, abs=1e-4)
    # Each pixel is read in its own middle, half a pixel off the picture's.
    steps = made.uv[middle] / pixel - 0.5
    assert (steps - np.round(steps))[:, 0] == pytest.approx(0, abs=0.02)


def test_a_wall_seen_at_a_slant_moves_farther_along_the_slant(scene: StudioScene) -> None:
    scene.position = (4 * np.sin(1.0), 0.5, 4 * np.cos(1.0))
    made = bake(wall(scene).document, scene.shot(), scene.store, scene.cache)
    middle = (np.abs(made.uv - [0, -0.5]).max(axis=1) < 0.1) & (made.geometry[:, 2] > 0.9)
    spread = made.spread_uv[middle].astype(float)
    assert spread[:, 0] / spread[:, 3] == pytest.approx(1 / np.cos(1.0), rel=0.08)


def test_halvings_keep_the_light(tmp_path: Path) -> None:
    picture = plain(0.5, 128)
    picture[:, 40] = 4.0
    pictures = halvings(load_environment(hdr(picture), tmp_path))
    assert [each.mean() for each in pictures] == pytest.approx([pictures[0].mean()] * len(pictures), rel=1e-4)
