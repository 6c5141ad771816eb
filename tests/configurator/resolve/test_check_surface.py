"""A zone that its surface cannot carry is refused where it is chosen, and not by the first picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import resolve
from renderer.gltf.document import Document
from tests.configurator.personalizations import words
from tests.configurator.tiny_catalog import load_tiny, write_tiny

EIGHTH_TURN = [0.0, 0.3826834, 0.0, 0.9238795]


def wide(node: dict[str, Any]) -> None:
    node["extras"]["zone"] |= {"width_mm": 1500, "height_mm": 400}


def around_a_corner(node: dict[str, Any]) -> None:
    """Of the chassis, whose sides meet at a right angle there."""
    node |= {"translation": [0.2, 0.225, 0.5], "rotation": EIGHTH_TURN}
    node["extras"]["zone"] |= {"target": ["chassis"], "width_mm": 100, "height_mm": 60, "max_angle_deg": 60}


@pytest.mark.parametrize(("author", "code"), [(wide, "ZONE_OFF_SURFACE"), (around_a_corner, "ZONE_SPANS_CREASE")])
def test_what_lies_on_no_surface_is_refused(
    tmp_path: Path, author: Callable[[dict[str, Any]], None], code: str
) -> None:
    model = write_tiny(tmp_path) / "models" / "tiny" / "base.glb"
    document = Document.load(model)
    author(next(node for node in document.items("nodes") if node["name"] == "zone:panel"))
    model.write_bytes(document.to_glb())
    catalog = load_tiny(tmp_path)
    carried = [words(), words("tail")]
    with pytest.raises(ConfigurationInvalid) as caught:
        resolve(Configuration.model_validate({"product": "tiny", "personalizations": carried}), catalog)
    (found,) = caught.value.violations
    assert (found.code, found.path) == (code, "/personalizations/0/zone")
    assert found.message.endswith("Move the zone or make it smaller.")
    assert resolve(Configuration.model_validate({"product": "tiny", "personalizations": carried[1:]}), catalog)
