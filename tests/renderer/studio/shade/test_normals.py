"""Normals that lean too far for a mirror."""

import numpy as np
import pytest

from renderer.studio.shade.lobe import mirror_direction
from renderer.studio.shade.normals import GRAZING, above_surface

UP = (0.0, 1.0, 0.0)


def leaning(angle: float) -> tuple[float, float, float]:
    return float(np.sin(angle)), float(np.cos(angle)), 0.0


@pytest.mark.parametrize("view", [UP, leaning(0.7), leaning(-0.7), leaning(1.5)])
@pytest.mark.parametrize("angle", [0.2, 0.7, 1.2])
def test_what_a_normal_mirrors_is_above_the_surface(view: tuple[float, float, float], angle: float) -> None:
    normal = above_surface(UP, view, leaning(angle))
    assert np.linalg.norm(normal) == pytest.approx(1)
    assert mirror_direction(normal, view)[1] >= min(0.9 * view[1], GRAZING) - 1e-6


def test_a_normal_that_leans_little_stays_as_it_is() -> None:
    assert above_surface(UP, UP, leaning(0.5)) == leaning(0.5)
