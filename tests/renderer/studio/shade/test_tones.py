"""What mirrors show of a material: the spot of its texture that they look at."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from renderer.studio.shade.materials import read_material
from renderer.studio.shade.tones import is_uneven, mean_albedo
from tests.renderer.studio.studio_scene import SIDE, StudioScene, ball, plain, slab

CHROME = {"baseColorFactor": [1.0, 1.0, 1.0, 1.0], "metallicFactor": 1.0, "roughnessFactor": 0.0}


def painted(scene: StudioScene, pixels: np.ndarray) -> None:
    """A wall behind a chrome floor, its left and right halves from the two halves of a picture."""
    scene.environment = plain(0.5)
    scene.position, scene.target = (0.0, 1.2, 3.0), (0.0, 0.4, 0.0)
    scene.add(slab((2.0, 1.0, 0.05), (0.0, 0.5, -0.5)), "wall")
    scene.add(slab((2.0, 0.05, 1.0), (0.0, 0.0, 0.0)), "floor", **CHROME)
    document = scene.document
    buffer = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(buffer, "PNG")
    texture = {"index": document.add_texture(document.add_image(buffer.getvalue(), "image/png"))}
    document.json["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"] = texture
    mesh = document.json["meshes"][0]["primitives"][0]
    corners = document.accessor(mesh["attributes"]["POSITION"])
    uv = np.stack([corners[:, 0] / 2 + 0.5, 1 - corners[:, 1]], axis=1).astype(np.float32)
    mesh["attributes"]["TEXCOORD_0"] = document.add_accessor(uv)


def halves() -> np.ndarray:
    pixels = np.zeros((32, 32, 3))
    pixels[:, :16, 0], pixels[:, 16:, 2] = 220, 220
    return pixels


def test_a_mirror_shows_the_colour_of_the_spot_it_looks_at(scene: StudioScene) -> None:
    painted(scene, halves())
    floor = scene.draw()[SIDE // 2 + 8, :, :3].astype(int)
    left, right = floor[SIDE // 2 - 12], floor[SIDE // 2 + 12]
    assert left[0] > left[2] + 60
    assert right[2] > right[0] + 60


def test_a_weave_is_even_and_an_atlas_is_not(scene: StudioScene) -> None:
    painted(scene, halves())
    material = read_material(scene.document.json["materials"][0])
    assert is_uneven(scene.document, material)
    assert mean_albedo(scene.document, material)[1] == pytest.approx(0.04, abs=0.01)
    weave = StudioScene(scene.cache)
    painted(weave, np.indices((64, 64)).sum(axis=0)[..., None] % 2 * np.full(3, 80) + 80)
    assert not is_uneven(weave.document, read_material(weave.document.json["materials"][0]))


RED = np.array([0.8, 0.05, 0.05, 1.0])


def over_red(scene: StudioScene, *, by_vertices: bool) -> StudioScene:
    """A grey ball and a chrome one over a floor that its factor makes red, or its COLOR_0."""
    scene.environment = plain(0.5)
    scene.position = (0.0, 0.9, 4.0)
    scene.add(slab((3.0, 0.05, 2.0), (0.0, 0.0, 0.0)), "floor", **({} if by_vertices else {"baseColorFactor": [*RED]}))
    scene.add(ball(center=(-0.5, 0.6, 0.0)), "grey", baseColorFactor=[0.5, 0.5, 0.5, 1.0])
    scene.add(ball(center=(0.6, 0.6, 0.0)), "chrome", **CHROME)
    if by_vertices:
        colored(scene, lambda corners: np.broadcast_to(RED, (len(corners), 4)))
    return scene


def colored(scene: StudioScene, color: Callable[[np.ndarray], np.ndarray]) -> None:
    """Give the first mesh a COLOR_0 by its vertices (n, 3): (n, 4)."""
    attributes = scene.document.json["meshes"][0]["primitives"][0]["attributes"]
    values = color(scene.document.accessor(attributes["POSITION"])).astype(np.float32)
    attributes["COLOR_0"] = scene.document.add_accessor(values)


def test_vertex_colours_colour_what_is_beside_them_as_factors_do(scene: StudioScene) -> None:
    by_factor = over_red(scene, by_vertices=False).draw().astype(int)
    by_vertices = over_red(StudioScene(scene.cache), by_vertices=True).draw().astype(int)
    assert np.abs(by_vertices - by_factor).max() <= 2
    below = by_factor[SIDE // 2 + 8, SIDE // 4]
    assert below[0] > below[1] + 20


def test_a_mirror_shows_the_vertex_colours_of_the_spot_it_looks_at(scene: StudioScene) -> None:
    painted(scene, np.full((4, 4, 3), 255))
    red, blue = np.array([0.9, 0.0, 0.0, 1.0]), np.array([0.0, 0.0, 0.9, 1.0])
    colored(scene, lambda corners: np.where(corners[:, :1] < 0, red, blue))
    floor = scene.draw()[SIDE // 2 + 8, :, :3].astype(int)
    assert floor[SIDE // 2 - 16, 0] > floor[SIDE // 2 - 16, 2] + 30
    assert floor[SIDE // 2 + 16, 2] > floor[SIDE // 2 + 16, 0] + 30
