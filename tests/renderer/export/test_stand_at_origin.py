import numpy as np
import pytest

from renderer.export.figures import bounds
from renderer.export.stand_at_origin import stand_at_origin
from tests.support.tiny_product import tiny_product


@pytest.mark.parametrize(
    ("moved", "placement", "left"),
    [
        ([0.3, 0.0, -0.2], "floor", [0.0, 0.0]),
        ([0.3, 0.0, -0.2], "table", [0.0, 0.0]),
        ([0.3, 0.0, -0.2], "wall", [0.0, -0.2]),
        ([0.3, 0.0, -0.2], None, [0.3, -0.2]),
        ([0.002, 0.0, 0.0], "floor", [0.002, 0.0]),
    ],
)
def test_it_comes_to_the_origin_only_where_it_stands_aside(
    moved: list[float], placement: str | None, left: list[float]
) -> None:
    document = tiny_product()
    before = bounds(document)
    document.json["nodes"][0]["translation"] = moved
    after = bounds(stand_at_origin(document, placement))
    assert after.mean(axis=0)[[0, 2]] - before.mean(axis=0)[[0, 2]] == pytest.approx(left, abs=1e-6)
    assert np.ptp(after, axis=0) == pytest.approx(np.ptp(before, axis=0))
    assert after[0, 1] == before[0, 1]
