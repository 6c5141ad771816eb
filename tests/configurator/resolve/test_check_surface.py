"""A zone that its surface cannot carry is refused where it is chosen, and not by the first picture."""

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from configurator.base_model import load_base_model
from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.check_surface import check_surface
from configurator.resolve.findings import Findings
from configurator.resolve.personalization import ResolvedPersonalization
from configurator.resolve.resolve import take_order
from configurator.resolve.zone_faults import zone_faults
from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import ZoneError
from renderer.gltf.document import Document
from renderer.surface.decal_mesh import decal_mesh
from renderer.surface.zone import zones
from renderer.surface.zone_patch import zone_patch
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


def over_the_end(by_mm: float) -> Callable[[Document, Node], None]:
    """Reaching so far beyond the panel's end, where it ends at 400 mm, and without a margin."""

    def author(_: Document, node: Node) -> None:
        node["translation"][2] += 0.25 + by_mm / 1000
        node["extras"]["zone"] |= {"safe_mm": 0}

    return author


@pytest.mark.parametrize("by_mm", [0.0, 1.2, 3.0, 5.9])
def test_what_is_accepted_can_be_pictured_and_what_is_refused_cannot(tmp_path: Path, by_mm: float) -> None:
    catalog = authored(tmp_path, over_the_end(by_mm))
    verdicts = []
    for at, wide in product((0, -100, -120, -137), (20, 60, 300)):
        place = {"at_mm": [at, 0], "within_mm": [min(wide, 300 + 2 * at), 60]}
        wanted = Configuration.model_validate({"product": "tiny", "personalizations": [words("panel", **place)]})
        order, findings = take_order(wanted, catalog, None, Findings()), Findings()
        check_surface(order.personalizations, catalog.base_model(order.product), order.hidden, findings)
        verdicts.append([each.code for each in findings.violations])
        assert pictured(order.personalizations, catalog.base_model(order.product), order.hidden) == verdicts[-1]
    assert ["ZONE_OFF_SURFACE"] in verdicts or by_mm < 2
    assert [] in verdicts


def pictured(made: Sequence[ResolvedPersonalization], base_model: Path, hidden: tuple[str, ...]) -> list[str]:
    """The codes that the surface itself refuses artworks with, as assembly meets them."""
    document, refused = hide_nodes(load_base_model(base_model), hidden), []
    for each in made:
        (zone,) = (zone for zone in zones(document) if zone.id == each.zone.id)
        try:
            center, size = np.array(each.center_mm), np.array([each.width_mm, each.height_mm])
            decal_mesh(zone_patch(document, zone), np.eye(4), center, size, 0.2)
        except ZoneError as error:
            refused.append(error.code)
    return refused
