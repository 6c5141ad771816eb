"""What a picture shows of an artwork: faint inks beside strong ones, and what stands in the way."""

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.camera import view_from
from renderer.color import linear_to_srgb
from renderer.gltf.document import Document
from renderer.proof.ground import Ground
from renderer.proof.read_picture import change_in, changed, seen_from
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


@pytest.mark.parametrize(("ink", "under"), [(0.9, 0.02), (0.02, 0.9), (0.3, 0.02)])
def test_a_stroke_of_two_pixels_is_as_broad_as_it_is_drawn(ink: float, under: float) -> None:
    """On dark and on light: an edge lies where a pixel has half of the light, not half of the code."""
    x, y = np.meshgrid(np.linspace(-0.1, 0.1, 400), np.linspace(0.1, -0.1, 400))
    ground = Ground(np.stack([x, y, np.zeros_like(x)], axis=-1), np.zeros((*x.shape, 3)), np.ones(x.shape, np.bool_))
    view = view_from(Camera(position=(0.0, 0.0, 1.0), target=(0.0, 0.0, 0.0), vertical_fov_deg=30), 64, 48)
    covered = np.clip(2.25 - np.abs(np.arange(64) - 31.5), 0.0, 1.0)
    shown, bare = (_encoded(under + (ink - under) * share) for share in (covered, np.zeros(64)))
    inks = np.where(np.abs(x) < 1.75 * view.step, 0, -1)
    seen = changed(change_in(shown, bare, view, ground), inks, ground.there, 3.0)
    assert np.count_nonzero(seen) == pytest.approx(np.count_nonzero(inks == 0), rel=0.15)


def _encoded(row: NDArray[np.float64]) -> NDArray[np.uint8]:
    """A picture (48, 64, 4) of equal rows of linear grey."""
    grey = np.rint(linear_to_srgb(row) * 255).astype(np.uint8)
    return np.broadcast_to(grey[None, :, None], (48, 64, 4)).copy()


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
