"""Thin films: no light made, nothing where there is no film, colours that change with thickness and angle."""

import numpy as np
import pytest

from renderer.studio.shade.film import film_reflectance, under_film
from tests.support.film import reflectance_by_arrays

GLASS, GOLD = (0.04, 0.04, 0.04), (1.0, 0.77, 0.34)
FILM = (1.3, 100.0, 400.0)


@pytest.mark.parametrize("nm", [120.0, 400.0, 800.0])
@pytest.mark.parametrize("base", [GLASS, GOLD])
def test_the_kernel_sees_the_film_that_arrays_do(nm: float, base: tuple[float, float, float]) -> None:
    there = reflectance_by_arrays(1.3, nm, np.array(base), 0.8)
    here = np.clip(film_reflectance(1.3, nm, base, 0.8), 0, 1)
    np.testing.assert_allclose(here, there, atol=2e-3)


def test_without_a_film_a_surface_stays_as_it_is() -> None:
    assert under_film(FILM, 0.0, 1.0, GOLD, 0.7) == GOLD


def test_a_film_of_no_thickness_is_none() -> None:
    assert under_film((1.3, 0.0, 0.0), 1.0, 1.0, GLASS, 1.0) == pytest.approx(GLASS, abs=1e-2)


def test_the_colour_changes_with_thickness_and_angle() -> None:
    hues = {
        int(np.argmax(under_film(FILM, 1.0, thickness, GLASS, cosine)))
        for thickness in np.linspace(0, 1, 9)
        for cosine in (1.0, 0.5)
    }
    assert len(hues) == 3
