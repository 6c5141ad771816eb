"""A bake held open draws what one opened for a single picture would, whatever its slots are made of."""

import numpy as np
import pytest

from renderer.backdrop import Surroundings
from renderer.environment import load_environment
from renderer.gltf.document import Document
from renderer.room import Room
from renderer.studio import bake, shade
from renderer.studio.layers import Look, OpenBake
from renderer.studio.layers.look import look_in
from tests.renderer.studio.studio_scene import Pixels, StudioScene, ball, plain, slab

PAINTS = ([0.8, 0.02, 0.02, 1.0], [0.02, 0.3, 0.8, 1.0], [0.9, 0.9, 0.9, 1.0])
COAT = {"KHR_materials_clearcoat": {"clearcoatFactor": 1.0, "clearcoatRoughnessFactor": 0.05}}
SHEEN = {"KHR_materials_sheen": {"sheenColorFactor": [0.6, 0.5, 0.4], "sheenRoughnessFactor": 0.5}}
GLASS = {"KHR_materials_transmission": {"transmissionFactor": 0.9}}


def full_scene(scene: StudioScene) -> StudioScene:
    """Lacquer, a mirror, cloth and glass that colour, mirror and cover each other on a ground in uneven light."""
    scene.environment = plain() * np.linspace(0.2, 1.8, 32)[:, None, None]
    scene.ground = True
    scene.add(slab((2.4, 0.1, 2.0), (0.0, 0.05, 0.0)), "floor", baseColorFactor=PAINTS[0])
    scene.add(ball(0.4, (-0.5, 0.5, 0)), "body", roughnessFactor=0.4, extensions=COAT)
    scene.add(ball(0.4, (0.5, 0.5, 0)), "mirror", metallicFactor=1.0, roughnessFactor=0.05)
    scene.add(slab((0.3, 0.7, 0.3), (0.0, 0.45, 0.5)), "cloth", extensions=SHEEN)
    scene.add(slab((0.5, 0.5, 0.02), (-0.4, 0.5, 0.9)), "glass", roughnessFactor=0.0, extensions=GLASS)
    return scene


def opened(scene: StudioScene) -> OpenBake:
    shot = scene.shot()
    environment = load_environment(scene.store.get(shot.environment), scene.cache)
    return OpenBake(bake(scene.document, shot, scene.store, scene.cache), Surroundings.of(shot, environment))


def shaded(scene: StudioScene) -> Pixels:
    shot = scene.shot()
    environment = load_environment(scene.store.get(shot.environment), scene.cache)
    return shade(bake(scene.document, shot, scene.store, scene.cache), scene.document, shot, environment)


@pytest.mark.parametrize("background", ["transparent", "#f4f4f2"])
def test_a_picture_does_not_depend_on_what_was_drawn_before(scene: StudioScene, background: str) -> None:
    full_scene(scene).background = background
    drawing = opened(scene)
    for slot, paint in zip(("body", "floor", "mirror", "cloth", "glass", "body"), (*PAINTS, *PAINTS), strict=True):
        scene.paint(slot, paint)
        assert (drawing.draw(look_in(scene.document), background) == shaded(scene)).all()


def test_a_slot_is_lit_once_in_each_swatch(scene: StudioScene) -> None:
    drawing = opened(full_scene(scene))
    first = look_in(scene.document)
    before = drawing.draw(first, "transparent")
    scene.paint("body", PAINTS[1])
    drawing.draw(look_in(scene.document), "transparent")

    def not_wanted() -> Document:
        raise AssertionError("every slot has been seen in these swatches")

    again = drawing.draw(Look(first.materials, "", not_wanted), "transparent")
    assert (again == before).all()


def test_what_was_used_longest_ago_leaves_a_full_room() -> None:
    room: Room[np.ndarray] = Room(limit=20)
    made: list[str] = []

    def thing(name: str) -> np.ndarray:
        def make() -> np.ndarray:
            made.append(name)
            return np.zeros(8, np.uint8)

        return room.get(name, make)

    for name in "abacab":
        thing(name)
    assert made == list("abcb")
