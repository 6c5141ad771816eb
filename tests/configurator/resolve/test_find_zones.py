from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.errors import CatalogInvalid
from configurator.resolve.find_zones import find_zones
from renderer.gltf.document import Document


def test_zones_are_placed_in_the_world_and_know_what_lies_under_them(catalog: Catalog) -> None:
    product, prices = catalog.products["tiny"], catalog.prices["tiny"].markets["US"]
    zones = find_zones(product, catalog.base_model(product), ("rack_large",), prices)
    assert list(zones) == ["panel", "tail"]
    panel = zones["panel"]
    assert (panel.name, panel.width_mm, panel.height_mm, panel.slot) == ("Side panel", 300, 120, "body")
    assert panel.center == pytest.approx((0.231, 0.225, 0))
    assert panel.normal == pytest.approx((1, 0, 0))
    assert panel.right == pytest.approx((0, 0, -1))
    assert panel.up == pytest.approx((0, 1, 0))


def test_a_zone_on_a_part_that_is_shown_is_there(catalog: Catalog) -> None:
    product, prices = catalog.products["tiny"], catalog.prices["tiny"].markets["US"]
    assert "rack" in find_zones(product, catalog.base_model(product), ("rack_small",), prices)


def test_only_finishes_with_a_price_are_offered(catalog: Catalog) -> None:
    product, markets = catalog.products["tiny"], catalog.prices["tiny"].markets
    path = catalog.base_model(product)
    assert find_zones(product, path, (), markets["US"])["panel"].finishes == ("painted", "vinyl")
    assert find_zones(product, path, (), markets["DE"])["panel"].finishes == ("painted",)


def test_a_zone_without_finishes_is_named(catalog: Catalog, tmp_path: Path) -> None:
    product, prices = catalog.products["tiny"], catalog.prices["tiny"].markets["US"]
    document = Document.load(catalog.base_model(product))
    (zone,) = (node for node in document.items("nodes") if node["name"] == "zone:panel")
    del zone["extras"]["zone"]["finishes"]
    (tmp_path / "base.glb").write_bytes(document.to_glb())
    with pytest.raises(CatalogInvalid, match=r"zone:panel\.extras\.zone\.finishes"):
        find_zones(product, tmp_path / "base.glb", (), prices)
