"""A zone that its surface cannot carry is refused where it is chosen, and not by the first picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.zone_faults import zone_faults
from renderer.gltf.document import Document
from tests.configurator.personalizations import words
from tests.configurator.tiny_catalog import load_tiny, write_tiny
from tests.renderer.surface.sheets import add_sheet, dome

EIGHTH_TURN = [0.0, 0.3826834, 0.0, 0.9238795]
Node = dict[str, Any]


def wide(_: Document, node: Node) -> None:
    node["extras"]["zone"] |= {"width_mm": 1500, "height_mm": 400}


def around_a_corner(_: Document, node: Node) -> None:
    """Of the chassis, whose sides meet at a right angle there."""
    node |= {"translation": [0.2, 0.225, 0.5], "rotation": EIGHTH_TURN}
    node["extras"]["zone"] |= {"target": ["chassis"], "width_mm": 100, "height_mm": 60, "max_angle_deg": 60}


def on_a_ball(side_mm: float) -> Callable[[Document, Node], None]:
    """Of 100 mm radius, over the cart; so many millimetres of it from side to side."""

    def author(document: Document, node: Node) -> None:
        document.add_node({"name": "ball", "mesh": add_sheet(document, dome(0.1), 0), "translation": [0, 2, 0]})
        node |= {"translation": [0.0, 2.0, 0.0], "rotation": [0.0, 0.0, 0.0, 1.0]}
        around = {"target": ["sheet"], "width_mm": side_mm, "height_mm": side_mm}
        node["extras"]["zone"] |= around | {"depth_mm": 200, "max_angle_deg": 80}

    return author


def authored(folder: Path, author: Callable[[Document, Node], None]) -> Catalog:
    """The tiny catalog whose panel's zone is written otherwise."""
    model = write_tiny(folder) / "models" / "tiny" / "base.glb"
    document = Document.load(model)
    author(document, next(node for node in document.items("nodes") if node["name"] == "zone:panel"))
    model.write_bytes(document.to_glb())
    return load_tiny(folder)


def carrying(catalog: Catalog, *zones: str) -> ResolvedConfiguration:
    carried = [words(zone) for zone in zones]
    return resolve(Configuration.model_validate({"product": "tiny", "personalizations": carried}), catalog)


@pytest.mark.parametrize(
    ("author", "code", "way_out"),
    [
        (wide, "ZONE_OFF_SURFACE", "Move the zone or make it smaller."),
        (around_a_corner, "ZONE_SPANS_CREASE", "Move the zone or make it smaller."),
        (on_a_ball(215), "ZONE_STRETCH", "Make the zone smaller or move it to a calmer place."),
    ],
)
def test_what_lies_on_no_surface_is_refused(
    tmp_path: Path, author: Callable[[Document, Node], None], code: str, way_out: str
) -> None:
    catalog = authored(tmp_path, author)
    with pytest.raises(ConfigurationInvalid) as caught:
        carrying(catalog, "panel", "tail")
    (found,) = caught.value.violations
    assert (found.code, found.path) == (code, "/personalizations/0/zone")
    assert found.message.endswith(way_out)
    assert not carrying(catalog, "tail").warnings
    (fault,) = zone_faults(catalog.products["tiny"], catalog)
    assert code in fault
    assert found.message in fault


@pytest.mark.parametrize(("side_mm", "codes"), [(66, []), (130, ["ZONE_STRETCH"])])
def test_artwork_that_a_surface_draws_too_long_is_to_be_looked_at(
    tmp_path: Path, side_mm: float, codes: list[str]
) -> None:
    resolved = carrying(authored(tmp_path, on_a_ball(side_mm)), "panel")
    assert [(each.code, each.path) for each in resolved.warnings] == [
        (code, "/personalizations/0/zone") for code in codes
    ]
