"""What a picture shows of an artwork: faint inks beside strong ones, and what stands in the way."""

import numpy as np
import pytest

from renderer.camera import view_from
from renderer.gltf.document import Document
from renderer.proof.ground import Ground
from renderer.proof.read_picture import changed, seen_from
from renderer.recipe import Camera
from renderer.studio.scene import read_scene

SHAPE = (12, 20)
EVERYWHERE = np.ones(SHAPE, np.bool_)


def test_a_faint_ink_is_seen_beside_a_strong_one() -> None:
    inks = np.full(SHAPE, -1)
    inks[3:9, 3:10], inks[3:9, 10:17] = 0, 1
    change = np.select([inks == 0, inks == 1], [180.0, 24.0])
    assert ((inks >= 0) == changed(change, inks, EVERYWHERE, 1.0)).all()
    assert not changed(np.where(inks == 1, 0.0, change), inks, EVERYWHERE, 1.0)[:, 11:].any()
    assert not changed(change, np.full(SHAPE, -1), EVERYWHERE, 1.0).any()


def test_a_hole_that_no_pixel_can_show_is_none() -> None:
    inks = np.zeros(SHAPE, np.int64)
    change = np.full(SHAPE, 90.0)
    change[5, 7] = 0.0
    assert changed(change, inks, EVERYWHERE, 2.0).all()


def curtain(z: float, material: dict[str, object]) -> Document:
    """A large triangle across the view, `z` metres before the surface."""
    document = Document()
    points = np.array([[-3, -3, z], [3, -3, z], [0, 3, z]], np.float32)
    primitive = {"attributes": {"POSITION": document.add_accessor(points, 34962)}}
    mesh = document.add_mesh([{**primitive, "material": document.add_material(material)}])
    document.add_node({"name": "curtain", "mesh": mesh})
    return document


@pytest.mark.parametrize(
    ("z", "material", "seen"),
    [
        (0.5, {}, False),
        (1.5, {}, True),
        (0.5, {"alphaMode": "BLEND"}, True),
    ],
    ids=["before the surface", "behind the camera", "glass"],
)
def test_what_stands_between_hides_and_nothing_else_does(z: float, material: dict[str, object], seen: bool) -> None:
    x, y = np.meshgrid(np.linspace(-0.1, 0.1, SHAPE[1]), np.linspace(0.1, -0.1, SHAPE[0]))
    points = np.stack([x, y, np.zeros(SHAPE)], axis=-1)
    ground = Ground(points, np.broadcast_to((0.0, 0.0, 1.0), points.shape), EVERYWHERE)
    view = view_from(Camera(position=(0.0, 0.0, 1.0), target=(0.0, 0.0, 0.0), vertical_fov_deg=30), 64, 48)
    assert seen_from(view, ground, read_scene(curtain(z, material))).all() == seen
