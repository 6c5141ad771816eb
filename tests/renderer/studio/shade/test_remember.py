"""What no colour changes is found once a bake, and a picture that uses it is the picture that found it."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.environment import load_environment
from renderer.studio.bake import Bake, bake
from renderer.studio.layers import shade
from renderer.studio.shade import light
from renderer.studio.shade.gloss import WIDTH as GLOSS
from renderer.studio.shade.light import Lights, gloss_of
from renderer.studio.shade.materials import WIDTH as INPUTS
from renderer.studio.shade.materials import read_material
from renderer.studio.shade.remember import Slot, slot_of
from renderer.studio.shade.sky import sky_of
from renderer.studio.shade.surface import Values, coordinates, evaluate
from tests.renderer.studio.studio_scene import Pixels, StudioScene, ball

RED, BLUE = [0.8, 0.02, 0.02, 1.0], [0.02, 0.1, 0.8, 1.0]


def baked(scene: StudioScene) -> Bake:
    return bake(scene.document, scene.shot(), scene.store, scene.cache)


def slot(scene: StudioScene, made: Bake) -> Slot:
    material = read_material(scene.document.json["materials"][0])
    environment = load_environment(scene.store.get(scene.shot().environment), scene.cache)
    return slot_of(Lights(made, sky_of(environment)), scene.document, 0, material)


def shaded(scene: StudioScene, made: Bake) -> Pixels:
    environment = load_environment(scene.store.get(scene.shot().environment), scene.cache)
    return shade(made, scene.document, scene.shot(), environment)


def test_a_new_colour_finds_its_slot_as_the_old_one_left_it(scene: StudioScene) -> None:
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.31)
    before = slot(scene, baked(scene))
    scene.paint("body", BLUE)
    assert slot(scene, baked(scene)) is before
    scene.document.json["materials"][0]["pbrMetallicRoughness"]["roughnessFactor"] = 0.32
    assert slot(scene, baked(scene)) is not before


def test_what_was_kept_draws_the_same_bytes_as_what_is_found_anew(scene: StudioScene) -> None:
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.33)
    made = baked(scene)
    shaded(scene, made)
    scene.paint("body", BLUE)
    np.testing.assert_array_equal(shaded(scene, made), shaded(scene, replace(made, name="")))


def test_gloss_is_the_same_however_many_fragments_are_taken_at_once(
    scene: StudioScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.34)
    made = baked(scene)
    environment = load_environment(scene.store.get(scene.shot().environment), scene.cache)
    lights, material = Lights(made, sky_of(environment)), read_material(scene.document.json["materials"][0])
    rows = made.rows(0)
    some = np.arange(rows.start, rows.stop)[::-3]
    values, of_some = (evaluate(scene.document, material, coordinates(made, each)) for each in (rows, some))
    at_once = gloss_of(lights, rows, material, values)
    monkeypatch.setattr(light, "TOGETHER", 100)
    assert len(at_once) > 200
    assert at_once.any(axis=1).all()
    np.testing.assert_array_equal(gloss_of(lights, rows, material, values), at_once)
    np.testing.assert_array_equal(gloss_of(lights, some, material, of_some), at_once[::-3])
    assert gloss_of(lights, some[:0], material, values.part(slice(0, 0))).shape == (0, GLOSS)
    assert not gloss_of(lights, rows, replace(material, unlit=True), values).any()


@pytest.mark.parametrize(("count", "varying"), [(5, 4), (5, 0), (0, 3)])
def test_a_slot_is_read_as_it_was_written(count: int, varying: int) -> None:
    chance = np.random.default_rng(7)
    place = np.full(INPUTS, -1, np.int32)
    place[:varying] = np.arange(varying)
    values = Values(chance.random(INPUTS, np.float32), place, chance.random((count, varying), np.float32))
    slot = Slot(values, chance.integers(0, 1 << 16, (count, GLOSS), np.uint16))
    read = Slot.from_bytes(slot.to_bytes(), count)
    np.testing.assert_array_equal(read.gloss, slot.gloss)
    np.testing.assert_array_equal(read.values.constant, values.constant)
    np.testing.assert_array_equal(read.values.place, place)
    np.testing.assert_array_equal(read.values.full().table, values.full().table)


def test_a_slot_whose_textures_have_other_numbers_is_the_same_slot(scene: StudioScene) -> None:
    scene.add(ball(), "body", baseColorFactor=RED, roughnessFactor=0.37)
    material = scene.document.json["materials"][0]
    images = [scene.document.add_image(png(grey), "image/png") for grey in (90, 160)]
    first, second = (scene.document.add_texture(image) for image in images)
    material["pbrMetallicRoughness"]["metallicRoughnessTexture"] = {"index": first}
    before = slot(scene, baked(scene))
    scene.document.json["textures"].reverse()
    assert slot(scene, baked(scene)) is not before
    material["pbrMetallicRoughness"]["metallicRoughnessTexture"] = {"index": second}
    assert slot(scene, baked(scene)) is before


def png(grey: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (4, 4), grey).save(buffer, "PNG")
    return buffer.getvalue()
