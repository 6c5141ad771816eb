import numpy as np
import pytest

from renderer.errors import ZoneError
from renderer.surface.zone import zones
from tests.renderer.surface.sheets import flat, sheet_document


def test_a_zone_stands_where_its_node_does_without_its_scale() -> None:
    half = float(np.sqrt(0.5))
    node = {"translation": [1.0, 2.0, 3.0], "rotation": [0.0, half, 0.0, half], "scale": [2.0, 2.0, 2.0]}
    zone = zones(sheet_document(flat, node=node))[0]
    assert zone.id == "z"
    assert zone.frame[:3, 3] == pytest.approx([1.0, 2.0, 3.0])
    assert zone.frame[:3, 2] == pytest.approx([1.0, 0.0, 0.0])
    assert zone.to_local_mm(zone.frame[:3, 3] + 0.01 * zone.frame[:3, 0]) == pytest.approx([10.0, 0.0, 0.0])


def test_a_hidden_zone_does_not_count() -> None:
    document = sheet_document(flat)
    document.items("scenes")[0]["nodes"] = []
    assert zones(document) == []


def test_of_two_zones_with_one_id_one_counts() -> None:
    document = sheet_document(flat)
    document.add_node(dict(document.items("nodes")[1]))
    assert [zone.node for zone in zones(document)] == [2]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"width_mm": 0}, "ZONE_INVALID", "width_mm"),
        ({"version": 2}, "ZONE_INVALID", "version"),
        ({"mapping": "globe"}, "ZONE_INVALID", "mapping"),
        ({"target": []}, "ZONE_INVALID", "target"),
        ({"target": ["door"]}, "ZONE_TARGET", "door"),
    ],
)
def test_what_cannot_be_used_is_said(change: dict[str, object], code: str, says: str) -> None:
    with pytest.raises(ZoneError, match=says) as caught:
        zones(sheet_document(flat, change))
    assert caught.value.code == code


def test_a_mirrored_frame_is_refused() -> None:
    with pytest.raises(ZoneError, match="mirrored"):
        zones(sheet_document(flat, node={"scale": [-1.0, 1.0, 1.0]}))
