from collections.abc import Callable
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.errors import CatalogInvalid
from tests.configurator.tiny_catalog import load_tiny, write_tiny

Edit = Callable[[str], str]
PRODUCT, PRICES = "models/tiny/product.toml", "models/tiny/prices.toml"
SWATCHES, FONTS = "materials/swatches/all.toml", "materials/fonts.toml"


def test_the_catalog_holds_everything_in_the_order_of_its_files(catalog: Catalog) -> None:
    assert list(catalog.products) == ["tiny"]
    assert list(catalog.swatches)[:3] == ["paint.pine", "paint.gold", "paint.custom"]
    assert list(catalog.fonts) == ["great-vibes", "noto-sans"]
    assert list(catalog.decals) == ["number-seven"]
    assert catalog.base_model(catalog.products["tiny"]).is_file()


def test_the_base_of_custom_colours_is_no_choice(catalog: Catalog) -> None:
    body = catalog.products["tiny"].feature("body_color")
    assert body is not None
    assert catalog.choices(body) == ("paint.pine", "paint.gold")


def test_options_are_choices_in_their_order(catalog: Catalog) -> None:
    rack = catalog.products["tiny"].feature("rack")
    assert rack is not None
    assert catalog.choices(rack) == ("small", "large", "none")


def swap(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


WRONG: list[tuple[str, Edit, str, str, str]] = [
    (PRODUCT, swap('id = "tiny"', 'id = "toy"'), "id", "toy", "tiny"),
    (PRODUCT, swap("base =", "bass ="), "base", "missing", "value"),
    (PRODUCT, swap('name = "Tiny Cart"', 'name = "Tiny Cart"\nnmae = "x"'), "nmae", "not a key", "name"),
    (PRODUCT, swap('  text = "Carries', '  txet = "Carries'), "features[2].options[1].txet", "not a key", "text"),
    (PRODUCT, swap("base.glb", "bose.glb"), "base", "bose.glb", "tiny/"),
    (PRODUCT, swap('default = "paint.pine"', 'default = "paint.pin"'), "body_color.default", "paint.pin", "paint.pine"),
    (PRODUCT, swap('custom = "paint.custom"', 'custom = "paint.cust"'), "body_color.custom", "cust", "paint.custom"),
    (PRODUCT, swap('["rubber.*"]', '["ruber.*"]'), "tyre_color.swatches", "ruber", "rubber.black"),
    (PRODUCT, swap('"glass.clear"', '"glass.claer"'), "fill.glass", "claer", "glass.clear"),
    (PRODUCT, swap('"@body"', '"@boddy"'), "rack.large.fill.tyre", "boddy", "body"),
    (PRODUCT, swap("[fill]\n", '[fill]\nbody = "@tyre"\n'), "fill", "circle", "@slot"),
    (PRODUCT, swap('environment = "grey"', 'environment = "gray"'), "hero.environment", "gray", "grey"),
    (PRODUCT, swap('zone = "panel"', 'zone = "panle"'), "zone-panel.zone", "panle", "panel"),
    (PRODUCT, swap('zone = "panel"\n', ""), "shots[2]", "camera", ""),
    (PRODUCT, swap('swatches = ["rubber.*"]\n', ""), "features[1]", "either", ""),
    (PRODUCT, swap('feature = "body_color"', 'feature = "body"'), "paints.feature", "body", "body_color"),
    (PRODUCT, swap('["paint.gold", "paint.pine"]', '["paint.gold", "paint.pin"]'), "paints.options", "pin", "pine"),
    (PRODUCT, swap('id = "tail"', 'id = "panel"'), "zones", "twice", "once"),
    (PRODUCT, swap("[fill]", "[fill"), "", "TOML", "toml.io"),
    (PRODUCT, swap('show = ["rack_small"]', 'show = ["rack_smal"]'), "rack.small.show", "no node", "rack_small"),
    (PRODUCT, swap('slots = ["tyre"]', 'slots = ["tire"]'), "tyre_color.slots", "no slot", "tyre"),
    (PRODUCT, swap('id = "rack"', 'id = "rock"'), "zones", "no node", "zone:rack"),
    (PRICES, swap("1200.00", "1200.005"), "markets.US.base", "two decimals", ""),
    (PRICES, swap("1200.00", "-1.00"), "markets.US.base", "greater", ""),
    (PRICES, swap("large = 49.90", "larg = 49.90"), "markets.US.options.rack", "larg", "large"),
    (PRICES, swap("rack = { large", "rock = { large"), "markets.US.options", "rock", "rack"),
    (PRICES, swap("B = 80.00", "Z = 80.00"), "markets.US.price_groups.body_color", "Z", "A"),
    (PRICES, swap("tail = 5.05", "tale = 5.05"), "markets.US.zones", "tale", "tail"),
    (SWATCHES, swap('code = "paint.gold"', 'code = "paint.pine"'), "code", "paint.pine", "one entry"),
    (SWATCHES, swap('"#f2b41b"', '"#f2b41"'), "swatches[1].color", "pattern", ""),
    (SWATCHES, swap("checker.png", "chequer.png"), "rubber.black.textures.baseColorTexture", "chequer", "textures/"),
    (FONTS, swap("GreatVibes-Regular.ttf", "Great.ttf"), "great-vibes.file", "Great.ttf", "files/"),
    ("materials/decals/decals.toml", swap("seven.svg", "seve.svg"), "number-seven.file", "seve.svg", "decals/"),
]


@pytest.mark.parametrize("slip", WRONG, ids=lambda slip: f"{slip[2]}-{slip[3]}")
def test_a_slip_is_named_with_file_key_and_way_out(tmp_path: Path, slip: tuple[str, Edit, str, str, str]) -> None:
    name, edit, key, wrong, allowed = slip
    file = write_tiny(tmp_path) / name
    file.write_text(edit(file.read_text()))
    with pytest.raises(CatalogInvalid) as caught:
        load_tiny(tmp_path)
    assert caught.value.key == key
    assert wrong in str(caught.value.details["wrong"])
    assert allowed in str(caught.value.details["allowed"])
    assert file.parent.name in caught.value.message


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    (write_tiny(tmp_path) / FONTS).unlink()
    with pytest.raises(CatalogInvalid, match=r"fonts\.toml: cannot be read"):
        load_tiny(tmp_path)
