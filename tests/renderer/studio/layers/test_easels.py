"""Bakes held open: the same pictures as without, and nothing looked at twice."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.gltf.document import Document
from renderer.recipe import Camera, DecalRecipe, SceneRecipe, Shot, SlotMaterial
from renderer.store import MemoryStore
from renderer.studio import draw
from renderer.studio.layers import Easels, Sitter
from renderer.studio.layers.easels import shape_of
from tests.renderer.studio.studio_scene import hdr, plain
from tests.support.tiny_product import tiny_recipe

CAMERA = Camera(position=(2.0, 1.0, 3.0), target=(0.0, 0.4, 0.0), vertical_fov_deg=30)


class Studio:
    """A store, a folder for bakes, and a count of how often a document was looked at."""

    def __init__(self, cache: Path) -> None:
        self.cache, self.store, self.easels, self.looked = cache, MemoryStore(), Easels(), 0
        environment = self.store.put(hdr(plain()))
        self.shot = Shot(name="test", camera=CAMERA, width=80, height=64, environment=environment)

    def sitter(self, *body: float, alpha: str = "OPAQUE", **changes: object) -> Sitter:
        """The tiny product in a body colour."""
        material = {"pbrMetallicRoughness": {"baseColorFactor": [*body, 0.5]}, "alphaMode": alpha}
        slots = {"body": SlotMaterial(name="paint", material=material)}
        recipe = tiny_recipe(self.store, slots=slots, **changes)
        return Sitter(recipe, self.shot, lambda: self._assembled(recipe))

    def bar(self, x_mm: float, y_mm: float, layer: int = 0) -> DecalRecipe:
        """A bar in gold leaf on the panel."""
        svg = svg_document(60, 30, b'<path fill="#f2c218" d="M0 0L60 0L60 30L0 30Z"/>')
        return DecalRecipe(
            zone="panel",
            artwork=self.store.put(svg),
            width_mm=60,
            height_mm=30,
            center_mm=(x_mm, y_mm),
            finish="foil",
            layer=layer,
        )

    def drawn(self, sitter: Sitter) -> np.ndarray:
        """Its picture from the easels, as signed numbers."""
        return self.easels.draw(sitter, self.store, self.cache).astype(int)

    def _assembled(self, recipe: SceneRecipe) -> Document:
        self.looked += 1
        return assemble(recipe, self.store)


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_the_picture_is_the_one_that_shading_gives(studio: Studio) -> None:
    for sitter in (
        studio.sitter(0.8, 0.1, 0.1),
        studio.sitter(0.1, 0.1, 0.8),
        studio.sitter(0.8, 0.1, 0.1, alpha="BLEND"),
    ):
        shaded = draw(sitter.assembled(), sitter.shot, studio.store, studio.cache)
        assert np.abs(studio.drawn(sitter) - shaded).max() <= 1


def test_another_color_is_another_picture_and_one_that_comes_back_is_the_same(studio: Studio) -> None:
    red, blue = studio.sitter(0.8, 0.1, 0.1), studio.sitter(0.1, 0.1, 0.8)
    first, second = studio.drawn(red), studio.drawn(blue)
    looked = studio.looked
    assert (first != second).any()
    assert (studio.drawn(red) == first).all()
    assert studio.looked == looked


def test_what_it_has_drawn_before_leaves_no_trace_in_a_picture(studio: Studio, tmp_path: Path) -> None:
    studio.drawn(studio.sitter(0.8, 0.1, 0.1))
    after, fresh = studio.drawn(studio.sitter(0.1, 0.1, 0.8)), Studio(tmp_path)
    assert (fresh.drawn(fresh.sitter(0.1, 0.1, 0.8)) == after).all()


def test_a_name_that_follows_another_leaves_no_trace_of_it(studio: Studio, tmp_path: Path) -> None:
    """Only what differs is drawn anew: beside the last name's place and the new one's nothing does, at no edge."""
    red, blue = (0.8, 0.1, 0.1), (0.1, 0.1, 0.8)
    placed = [studio.bar(x, y, layer) for layer, (x, y) in enumerate([(-80, 20), (60, -30), (140, 0), (0, 0)])]
    tried = [(red, placed[:1]), (red, placed[1:2]), (red, placed[:2]), (red, placed[2:]), (red, placed[3:])]
    seen = []
    for body, decals in [*tried, (blue, placed[:1]), (blue, placed[1:2])]:
        fresh = Studio(tmp_path)
        fresh.bar(0, 0)
        seen.append(studio.drawn(studio.sitter(*body, decals=tuple(decals))))
        assert (fresh.drawn(fresh.sitter(*body, decals=tuple(decals))) == seen[-1]).all()
    assert all((one != other).any() for one, other in itertools.pairwise(seen))


def test_names_that_the_shot_does_not_see_change_nothing(studio: Studio) -> None:
    behind = CAMERA.model_copy(update={"position": (-2.0, 1.0, 3.0)})
    studio.shot = studio.shot.model_copy(update={"camera": behind})
    first, second = (studio.drawn(studio.sitter(0.8, 0.1, 0.1, decals=(studio.bar(x, 0),))) for x in (0, 60))
    assert (first == second).all()


def test_what_is_done_to_a_picture_is_not_in_the_next(studio: Studio) -> None:
    before, after = (studio.sitter(0.8, 0.1, 0.1, decals=(studio.bar(x, 0),)) for x in (0, 9))
    first = studio.drawn(after)
    studio.easels.draw(before, studio.store, studio.cache)[:] = 0
    assert (studio.drawn(after) == first).all()


def test_a_part_that_goes_asks_for_another_bake(studio: Studio) -> None:
    whole, bare = studio.sitter(0.8, 0.1, 0.1), studio.sitter(0.8, 0.1, 0.1, hidden_nodes=("windshield",))
    assert (studio.drawn(whole) != studio.drawn(bare)).any()


def test_frosted_glass_is_another_bake_than_clear(studio: Studio) -> None:
    recipe = tiny_recipe(studio.store)

    def shape(roughness: float, **extensions: object) -> str:
        glass = {
            "pbrMetallicRoughness": {"roughnessFactor": roughness},
            "extensions": {"KHR_materials_transmission": {"transmissionFactor": 1.0}, **extensions},
        }
        slots = {**recipe.slots, "glass": SlotMaterial(name="glass.test", material=glass)}
        return shape_of(recipe.model_copy(update={"slots": slots}), studio.shot)

    thick = {"KHR_materials_volume": {"thicknessFactor": 0.01}}
    assert shape(0.0) == shape(0.001)
    assert len({shape(0.0), shape(0.6), shape(0.0, **thick)}) == 3


def test_a_normal_map_over_other_coordinates_is_another_bake(studio: Studio) -> None:
    recipe = studio.sitter(0.8, 0.1, 0.1).recipe

    def shape(**normal_map: object) -> str:
        grain = {"normalTexture": {"blob": "0" * 64, **normal_map}}
        slots = {"body": SlotMaterial(name="grained", material=grain)}
        return shape_of(recipe.model_copy(update={"slots": slots}), studio.shot)

    assert shape() == shape(scale=0.5) == shape(texCoord=0) != shape(texCoord=1)


def test_a_bake_is_found_where_one_is(studio: Studio) -> None:
    red, glass = studio.sitter(0.8, 0.1, 0.1), studio.sitter(0.8, 0.1, 0.1, alpha="BLEND")
    assert not studio.easels.is_baked(red, studio.cache)
    studio.drawn(red)
    assert studio.easels.is_baked(studio.sitter(0.1, 0.8, 0.1), studio.cache)
    assert not studio.easels.is_baked(glass, studio.cache)


def test_tenants_light_for_themselves(studio: Studio) -> None:
    red = studio.sitter(0.8, 0.1, 0.1)
    first, looked = studio.drawn(red), studio.looked
    assert (studio.drawn(replace(red, tenant="other")) == first).all()
    assert studio.looked > looked
