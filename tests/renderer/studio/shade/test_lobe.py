"""Glossy lobes of a few taps: no light made, the environment itself in a mirror, scratches that stretch highlights."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.studio.shade.lobe import ALL, CAP, aims_for_taps, facets_around, sky_under_lobe
from renderer.studio.shade.sky import Sky
from renderer.studio.vectors import Vector
from tests.support.skies import lamp, sky

Floats = NDArray[np.float32]
UP, EAST, NOWHERE = (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)
AIMS = aims_for_taps()
OBLIQUE = (0.6, 0.8, 0.0)


def seen(light: Sky, view: Vector, along: float, across: float, tangent: Vector = EAST) -> float:
    whole, rim = sky_under_lobe(
        light.pictures, UP, facets_around(UP, tangent, view, along, across), view, 0.0, CAP, ALL, AIMS
    )
    assert len(rim) == 3
    return float(whole[0])


@pytest.mark.parametrize("alpha", [0.0, 0.05, 0.3, 1.0])
def test_an_even_sky_is_even_under_every_lobe(alpha: float) -> None:
    even = sky(np.full((32, 64, 3), 0.7, np.float32))
    whole, rim = sky_under_lobe(
        even.pictures, UP, facets_around(UP, NOWHERE, OBLIQUE, alpha, alpha), OBLIQUE, 0.0, CAP, ALL, AIMS
    )
    assert (*whole, *rim) == pytest.approx([0.7] * 6, rel=1e-4)


def test_a_mirror_shows_the_lamp_where_it_is_and_nothing_beside_it() -> None:
    opposite = (-0.6, 0.8, 0.0)
    assert seen(lamp(opposite), OBLIQUE, 0.0, 0.0) == pytest.approx(50, rel=0.02)
    assert seen(lamp((0.0, 0.8, 0.6)), OBLIQUE, 0.0, 0.0) < 0.5


def test_the_rougher_the_fainter_the_lamp() -> None:
    light = lamp((-0.6, 0.8, 0.0))
    levels = [seen(light, OBLIQUE, alpha, alpha) for alpha in (0.01, 0.1, 0.3, 0.8)]
    assert levels == sorted(levels, reverse=True)
    assert levels[-1] < 0.1 * levels[0]


def test_scratches_stretch_a_highlight_across_themselves() -> None:
    """KHR_materials_anisotropy: α is larger along the direction of anisotropy, and there the lamp reaches farther."""
    beside_along, beside_across = lamp((-0.4, 0.9165, 0.0)), lamp((0.0, 0.9165, -0.4))
    assert seen(beside_along, UP, 0.4, 0.05) > 3 * seen(beside_across, UP, 0.4, 0.05)
    assert seen(beside_along, UP, 0.4, 0.05, tangent=(0.0, 0.0, 1.0)) < seen(beside_along, UP, 0.4, 0.05) / 3


def test_the_blur_of_the_pixel_widens_a_mirror() -> None:
    light = lamp((-0.4, 0.9165, 0.0))
    facets = facets_around(UP, NOWHERE, UP, 0.0, 0.0)
    sharp, soft = (sky_under_lobe(light.pictures, UP, facets, UP, blur, CAP, ALL, AIMS)[0][0] for blur in (0.0, 0.3))
    assert soft > sharp + 0.5


def test_a_rough_metal_shows_nothing_of_a_lamp_behind_it() -> None:
    """A lamp half a radian above the horizon lights it, one as far below does not, however wide its taps are."""
    above, below = (lamp((math.cos(0.5), side * math.sin(0.5), 0.0)) for side in (1, -1))
    assert seen(below, OBLIQUE, 1.0, 1.0) < 0.05 * seen(above, OBLIQUE, 1.0, 1.0)
