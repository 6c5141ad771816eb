import pytest

from configurator.recipe import scene_recipe, shots
from renderer.digest import digest_bytes, digest_value
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words

PURPLE = {"custom": "#5b2a86", "name": "Westview purple"}


def digest(choose: Choose, **fields: object) -> str:
    return digest_value(scene_recipe(choose(**fields), MemoryStore()))


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": 7},
        {"market": "DE"},
        {"selections": {"body_color": {"custom": "#5b2a86", "name": "Eggplant"}}},
        {"selections": {"rack": "small", "body_color": PURPLE}},
    ],
)
def test_what_cannot_be_seen_does_not_change_the_recipe(choose: Choose, changes: dict[str, object]) -> None:
    plain = {"selections": {"body_color": PURPLE}, "personalizations": [words()]}
    assert digest(choose, **plain) == digest(choose, **(plain | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"selections": {"body_color": "paint.gold"}},
        {"selections": {"rack": "large"}},
        {"personalizations": []},
        {"personalizations": [words(text="Anne")]},
        {"personalizations": [words(color="#fefefe")]},
        {"personalizations": [words(finish="vinyl")]},
    ],
)
def test_what_can_be_seen_does(choose: Choose, changes: dict[str, object]) -> None:
    plain: dict[str, object] = {"personalizations": [words()]}
    assert digest(choose, **plain) != digest(choose, **(plain | changes))


def test_every_blob_of_the_recipe_is_in_the_store(choose: Choose) -> None:
    store = MemoryStore()
    recipe = scene_recipe(choose(personalizations=[words(), decal()]), store)
    textures = recipe.slots["tyre"].material
    blobs = [recipe.base_model, *(each.artwork for each in recipe.decals), textures["normalTexture"]["blob"]]
    assert all(digest_bytes(store.get(blob)) == blob for blob in blobs)
    assert [each.zone for each in recipe.decals] == ["panel", "tail"]


def test_the_gallery_is_photographed_and_so_is_every_personalized_zone(choose: Choose) -> None:
    store = MemoryStore()
    assert [shot.name for shot in shots(choose(), store)] == ["hero"]
    pictures = shots(choose(personalizations=[words("panel"), words("tail")]), store)
    assert [shot.name for shot in pictures] == ["hero", "zone-panel"]
    assert all(store.has(shot.environment) for shot in pictures)
    assert (pictures[0].width, pictures[0].height, pictures[0].background) == (160, 120, "#f4f4f2")
