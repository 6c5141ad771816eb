"""Mitsuba's lobes send back what glTF's do."""

import numpy as np
import pytest

from renderer.reference.film import reflected
from renderer.reference.lobes import (
    COSINES,
    WEIGHTS,
    conductor,
    fresnel_conductor,
    gloss_factor,
    glossy,
    matte_mean,
    sheen_albedo,
    sheen_parts,
)


@pytest.mark.parametrize("f0", [0.02, 0.04, 0.2, 0.5, 0.8, 0.95])
def test_a_conductor_reflects_f0_in_front_and_rises_like_schlick(f0: float) -> None:
    eta, k = conductor(np.array(f0))
    assert fresnel_conductor(np.array(1.0), eta, k) == pytest.approx(f0, abs=1e-6)
    cosines = np.linspace(0.2, 1, 50)
    assert fresnel_conductor(cosines, eta, k) == pytest.approx(f0 + (1 - f0) * (1 - cosines) ** 5, abs=0.05)


def test_rougher_metal_needs_more_of_what_facets_exchange() -> None:
    factors = gloss_factor(np.linspace(0, 1, 11), np.ones(11))
    assert factors[0] == pytest.approx(1, abs=0.02)
    assert (np.diff(factors) > -1e-3).all()


@pytest.mark.parametrize("roughness", [0.1, 0.42, 0.8])
def test_a_stretched_lobe_loses_more_between_its_facets_than_a_round_one(roughness: float) -> None:
    factors = [float(gloss_factor(np.array(roughness), np.array(1.0), strength)) for strength in (0.0, 0.4, 0.8)]
    assert 1 < factors[0] < factors[1] < factors[2]


def test_a_white_metal_sends_everything_back() -> None:
    assert glossy(np.linspace(0, 1, 6), np.array(1.0)) == pytest.approx(np.ones(6), abs=1e-6)


def test_means_are_means() -> None:
    assert WEIGHTS.sum() == pytest.approx(1)
    assert pytest.approx(2 / 3, abs=0.02) == WEIGHTS @ COSINES
    assert matte_mean(np.array([0.0, 1.0])) == pytest.approx([0.95, 1.03], abs=0.04)


@pytest.mark.parametrize("roughness", [0.1, 0.3, 0.5, 0.8, 1.0])
def test_sheen_is_made_of_lobes_that_are_there(roughness: float) -> None:
    even, rim = sheen_parts(roughness)
    assert min(even, rim) >= 0 < even + rim
    assert 0 < sheen_albedo(np.array(roughness)) < 1


def test_a_film_of_no_thickness_has_no_colour_and_a_thick_one_has() -> None:
    f0 = np.full(3, 0.04)
    thin, thick = (reflected((1.3, 0.0, 450.0), share, f0, np.array([0.8])) for share in (0.0, 1.0))
    assert np.ptp(thin) < 0.02
    assert np.ptp(thick) > 0.02
    assert ((thick >= 0) & (thick <= 1)).all()
