"""The cart that Livery ships with: everything it offers can be chosen, priced and photographed."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration, CustomColor, read_configuration
from configurator.errors import ConfigurationInvalid
from configurator.offer import offers
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.findings import Findings
from configurator.resolve.resolve import take_order
from configurator.with_changes import with_changes
from renderer.gltf.document import Document
from renderer.store import MemoryStore

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def example(name: str, catalog: Catalog) -> ResolvedConfiguration:
    path = EXAMPLES / name
    return resolve(read_configuration(path.read_bytes(), path.parent), catalog)


def findings(name: str, catalog: Catalog) -> set[tuple[str, str]]:
    with pytest.raises(ConfigurationInvalid) as caught:
        example(name, catalog)
    assert all(found.suggestions or len(found.message) > 30 for found in caught.value.violations)
    return {(found.code, found.path) for found in caught.value.violations}


def test_the_cart_offers_what_was_promised(cart: Catalog) -> None:
    offered = {feature.code: len(cart.choices(feature)) for feature in cart.products["golf_cart"].features}
    least = {
        "body_color": 10,
        "roof_color": 5,
        "seat_color": 6,
        "wheels": 3,
        "trim_style": 4,
        "windshield": 3,
        "rear": 2,
    }
    assert all(offered[feature] >= count for feature, count in least.items())
    assert {feature.code for feature in cart.products["golf_cart"].features if feature.custom} >= {
        "body_color",
        "seat_color",
    }


@pytest.mark.parametrize("market", ["US", "DE"])
def test_every_option_can_be_chosen_with_what_it_forces_and_has_a_price(cart: Catalog, market: str) -> None:
    start = Configuration(product="golf_cart", market=market)
    for feature in offers(take_order(start, cart, None, Findings())):
        for option in feature.options:
            if option.state == "out" or option.code.endswith(".custom"):
                continue
            chosen = start.model_copy(update={"selections": {feature.code: option.code}})
            resolved = resolve(with_changes(chosen, option.changes), cart)
            assert resolved.price.total - resolve(start, cart).price.total == option.price_difference
            assert resolved.price.total == sum(line.amount for line in resolved.price.lines)
            assert resolved.price.total >= cart.prices["golf_cart"].markets[market].base


def test_custom_colours_are_taken_where_they_are_offered(cart: Catalog) -> None:
    purple = CustomColor(custom="#5b2a86", name="Westview purple")
    for feature in cart.products["golf_cart"].features:
        if feature.custom:
            resolved = resolve(Configuration(product="golf_cart", selections={feature.code: purple}), cart)
            assert all(resolved.slots[slot].color == "#5b2a86" for slot in feature.slots)


def test_every_slot_of_the_model_is_filled(cart: Catalog) -> None:
    resolved = resolve(Configuration(product="golf_cart"), cart)
    model = Document.load(cart.base_model(resolved.product))
    assert {material["name"] for material in model.items("materials")} == set(resolved.slots)


def test_the_story_can_be_built(cart: Catalog) -> None:
    resolved = example("golf_cart_fitzgerald.json", cart)
    assert not resolved.warnings
    assert [each.zone.id for each in resolved.personalizations] == [
        "side_left",
        "side_right",
        "seat_back_driver",
        "seat_back_passenger",
    ]
    store = MemoryStore()
    pictures = [shot.name for shot in shots(resolved, store)]
    assert pictures[0] == "hero"
    assert len(pictures) >= 12
    assert {"zone-side-left", "zone-seat-back-driver"} < set(pictures)
    recipe = scene_recipe(resolved, store)
    assert all(store.has(decal.artwork) for decal in recipe.decals)


def test_all_that_is_wrong_is_said_at_once(cart: Catalog) -> None:
    assert findings("wrong/everything_at_once.json", cart) == {
        ("MARKET_UNKNOWN", "/market"),
        ("QUANTITY_INVALID", "/quantity"),
        ("FEATURE_UNKNOWN", "/selections/trim"),
        ("OPTION_UNKNOWN", "/selections/body_color"),
        ("CUSTOM_NOT_ALLOWED", "/selections/roof_color"),
        ("COLOR_INVALID", "/selections/seat_color/custom"),
        ("OPTION_UNKNOWN", "/selections/wheels"),
        ("TEXT_TOO_LONG", "/personalizations/0/text"),
        ("ZONE_FINISH", "/personalizations/1/finish"),
        ("COLOR_UNKNOWN_NAME", "/personalizations/1/color"),
        ("ZONE_OVERLAP", "/personalizations/2/zone"),
        ("FILE_MISSING", "/personalizations/2/file"),
        ("ZONE_UNKNOWN", "/personalizations/3/zone"),
        ("FILE_OUTSIDE", "/personalizations/3/file"),
        ("IMAGE_INVALID", "/personalizations/4/file"),
        ("TEXT_GLYPH_MISSING", "/personalizations/5/font"),
        ("FONT_UNKNOWN", "/personalizations/6/font"),
    }


def test_what_cannot_be_understood_is_said_with_its_place(cart: Catalog) -> None:
    assert findings("wrong/not_understood.json", cart) == {
        ("FIELD_UNKNOWN", "/selection"),
        ("FIELD_UNKNOWN", "/selections/seat_color/nmae"),
        ("FIELD_TYPE", "/selections/wheels"),
        ("KIND_UNKNOWN", "/personalizations/0/kind"),
        ("FIELD_MISSING", "/personalizations/1/font"),
        ("FIELD_TYPE", "/quantity"),
    }
    assert findings("wrong/not_json.json", cart) == {("JSON_INVALID", "")}
