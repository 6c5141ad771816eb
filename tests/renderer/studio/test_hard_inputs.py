"""Models that are wrong or extreme: an error that says so, or the right picture."""

import io

import numpy as np
import pytest
import trimesh
from numpy.typing import NDArray
from PIL import Image

from renderer.errors import ModelError
from tests.renderer.studio.studio_scene import StudioScene, ball

RED = [0.8, 0.02, 0.02, 1.0]


def attribute(scene: StudioScene, name: str, change: NDArray[np.float32]) -> None:
    """Give the first mesh another attribute, whose bounds its file does not tell."""
    number = scene.document.add_accessor(change)
    scene.document.json["meshes"][0]["primitives"][0]["attributes"][name] = number
    for bound in ("min", "max"):
        scene.document.json["accessors"][number].pop(bound, None)


def values(scene: StudioScene, name: str) -> NDArray[np.float32]:
    attributes = scene.document.json["meshes"][0]["primitives"][0]["attributes"]
    return np.asarray(scene.document.accessor(attributes[name]), np.float32).copy()


def textured(scene: StudioScene, data: bytes) -> None:
    """Give the first mesh a texture and coordinates."""
    texture = {"index": scene.document.add_texture(scene.document.add_image(data, "image/png"))}
    scene.document.json["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"] = texture
    attribute(scene, "TEXCOORD_0", values(scene, "POSITION")[:, :2])


@pytest.mark.parametrize("name", ["POSITION", "NORMAL"])
def test_places_and_directions_that_are_no_numbers_are_refused(scene: StudioScene, name: str) -> None:
    scene.add(ball(), "body")
    broken = values(scene, name)
    broken[7, 1] = np.nan
    attribute(scene, name, broken)
    with pytest.raises(ModelError, match="not a finite number") as refused:
        scene.draw()
    assert refused.value.code == "ACCESSOR_NOT_FINITE"


def test_a_texture_that_cannot_be_decoded_is_refused(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    textured(scene, b"\x89PNG\r\n\x1a\n and no more")
    with pytest.raises(ModelError) as refused:
        scene.draw()
    assert refused.value.code == "IMAGE_INVALID"


def test_a_texture_16384_texels_wide_is_drawn(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    buffer = io.BytesIO()
    Image.new("RGB", (16384, 64), (200, 20, 20)).save(buffer, "PNG")
    textured(scene, buffer.getvalue())
    middle = scene.draw()[32, 32].astype(int)
    assert middle[0] > middle[2] + 60


def test_triangles_without_area_change_nothing(scene: StudioScene) -> None:
    whole = ball()
    scene.add(whole, "body", baseColorFactor=RED)
    sound = scene.draw()
    again = StudioScene(scene.cache)
    lines = np.stack([whole.faces[:, 0], whole.faces[:, 1], whole.faces[:, 1]], axis=1)
    faces = np.concatenate([whole.faces, lines])
    again.add(
        trimesh.Trimesh(whole.vertices, faces, vertex_normals=whole.vertex_normals, process=False),
        "body",
        baseColorFactor=RED,
    )
    assert np.abs(again.draw().astype(int) - sound).max() <= 3


def test_from_inside_a_model_its_walls_are_all_one_sees(scene: StudioScene) -> None:
    scene.add(ball(2.0, (0.0, 0.5, 0.0)), "body", baseColorFactor=RED)
    scene.position, scene.target = (0.0, 0.5, 0.5), (0.0, 0.5, 0.0)
    assert (scene.draw()[..., 3] == 255).all()


@pytest.mark.slow
def test_650_000_triangles_are_drawn_as_few_are(scene: StudioScene) -> None:
    scene.add(ball(subdivisions=4), "body", baseColorFactor=RED)
    few = scene.draw().astype(int)
    many = StudioScene(scene.cache)
    for center in ((0.0, 0.5, 0.0), (0.0, 0.5, -0.001)):
        many.add(ball(0.5, center, subdivisions=8), "body", baseColorFactor=RED)
    assert np.abs(many.draw().astype(int) - few)[few[..., 3] == 255].mean() < 3
