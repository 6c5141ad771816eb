"""The golf cart, drawn: another body colour changes body pixels and leaves the tyres alone."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from renderer.assemble.assemble import assemble
from renderer.environment import load_environment
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import MemoryStore
from renderer.studio import Bake, bake, shade
from workers.settings import ROOT

Pixels = NDArray[np.uint8]


def drawn(color: str, store: MemoryStore, cache: Path) -> tuple[Pixels, Bake, Document]:
    catalog = Catalog.load(ROOT / "models", ROOT / "materials")
    data = json.dumps({"product": "golf_cart", "selections": {"body_color": color}}).encode()
    resolved = resolve(read_configuration(data), catalog)
    document = assemble(scene_recipe(resolved, store), store)
    hero = shots(resolved, store)[0]
    shot = Shot.model_validate({**hero.model_dump(), "width": 320, "height": 240})
    light = bake(document, shot, store, cache)
    return shade(light, document, shot, load_environment(store.get(shot.environment), cache)), light, document


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pixels, Pixels, dict[str, NDArray[np.bool_]]]:
    store, cache = MemoryStore(), tmp_path_factory.mktemp("cache")
    gold, light, document = drawn("paint.school-gold", store, cache)
    black, _, _ = drawn("paint.midnight-black", store, cache)
    return gold, black, {slot: only(slot, light, document) for slot in ("body", "tyre")}


def only(slot: str, light: Bake, document: Document) -> NDArray[np.bool_]:
    """Pixels (H, W) that see nothing but this slot, nor do their neighbours: each lends a pixel some of its light."""
    number = [material["name"] for material in document.json["materials"]].index(slot)
    material = np.empty_like(light.material)
    material[light.fragment] = light.material
    own = material[light.stack_first[:-1]] == number
    share = np.bincount(light.stack_pixel, light.stack_weight * own, light.width * light.height)
    return np.asarray(minimum_filter(share.reshape(light.height, light.width), size=3) > 0.999)


def test_the_body_changes(pictures: tuple[Pixels, Pixels, dict[str, NDArray[np.bool_]]]) -> None:
    gold, black, where = pictures
    assert where["body"].sum() > 3000
    changed = np.abs(gold.astype(int) - black).max(axis=-1)[where["body"]] > 8
    assert changed.mean() > 0.99


def test_the_tyres_keep_their_look_but_for_the_light_that_the_body_sends_them(
    pictures: tuple[Pixels, Pixels, dict[str, NDArray[np.bool_]]],
) -> None:
    gold, black, where = pictures
    assert where["tyre"].sum() > 500
    difference = np.abs(gold.astype(int) - black).max(axis=-1)[where["tyre"]]
    assert np.median(difference) <= 2
    assert np.percentile(difference, 99) <= 24
