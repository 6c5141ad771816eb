"""Zones tried when a product is looked over; what is wrong with one is met in `test_check_surface`."""

from pathlib import Path

from configurator.catalog import Catalog
from configurator.resolve.zone_faults import zone_faults
from renderer.gltf.document import Document
from tests.configurator.tiny_catalog import load_tiny, write_tiny


def test_sound_zones_have_no_faults(catalog: Catalog) -> None:
    assert zone_faults(catalog.products["tiny"], catalog) == ()


def test_a_zone_of_a_part_that_is_not_standard_is_tried_with_it(tmp_path: Path) -> None:
    model = write_tiny(tmp_path) / "models" / "tiny" / "base.glb"
    document = Document.load(model)
    (node,) = (each for each in document.items("nodes") if each["name"] == "zone:rack")
    node["extras"]["zone"] |= {"target": ["bumper"]}
    model.write_bytes(document.to_glb())
    catalog = load_tiny(tmp_path)
    (fault,) = zone_faults(catalog.products["tiny"], catalog)
    assert fault.startswith("tiny: Zone 'rack': its target bumper is not a mesh that the scene shows.")
    assert fault.endswith("(ZONE_TARGET)")
