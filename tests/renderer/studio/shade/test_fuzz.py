"""Fibres see what grazes the surface: an even sky as it is, little of a lamp overhead, least from within a fold."""

import numpy as np
import pytest

from renderer.studio.shade.fuzz import light_on_fuzz
from renderer.studio.shade.sky import Sky
from tests.support.skies import lamp, sky

UP = (0.0, 1.0, 0.0)
GRAZING = (0.9798, 0.2, 0.0)


def lit(light: Sky, view: tuple[float, float, float], roughness: float = 0.5, seen: float = 1.0) -> tuple[float, float]:
    color, shut = light_on_fuzz(light.pictures, UP, UP, view, roughness, seen)
    return float(color[0]), float(shut)


@pytest.mark.parametrize("view", [UP, (0.6, 0.8, 0.0), GRAZING])
@pytest.mark.parametrize("roughness", [0.0, 0.3, 1.0])
def test_an_even_sky_is_even_on_fibres(view: tuple[float, float, float], roughness: float) -> None:
    even = sky(np.full((32, 64, 3), 0.7, np.float32))
    assert lit(even, view, roughness) == pytest.approx((0.7, 0.0), rel=1e-4)


def test_from_above_a_lamp_at_the_side_lights_fibres_more_than_one_overhead() -> None:
    side, overhead = lamp((-0.9, 0.4359, 0.0)), lamp(UP)
    assert lit(side, UP)[0] > 2 * lit(overhead, UP)[0]


def test_fibres_send_back_to_the_eye_a_lamp_beside_it_and_not_one_opposite() -> None:
    """Facets of cloth stand up: halfway between two directions on one side there are many, halfway across few."""
    beside, opposite = lamp((0.9, 0.4359, 0.0)), lamp((-0.9, 0.4359, 0.0))
    assert lit(beside, GRAZING, 0.3)[0] > 20 * lit(opposite, GRAZING, 0.3)[0]


def test_a_fold_hides_more_of_the_lobe_than_of_the_sky() -> None:
    even = sky(np.full((32, 64, 3), 1.0, np.float32))
    for seen in (0.8, 0.5, 0.2):
        open_light, shut = lit(even, UP, seen=seen)
        assert open_light < seen
        assert open_light + shut == pytest.approx(1, rel=1e-4)
    assert lit(even, UP, seen=0.0)[0] == pytest.approx(0, abs=0.15)
