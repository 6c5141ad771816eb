"""The environments: whole, exposed for a white product, and what the scripts draw."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from configurator.catalog.library import EnvironmentFile
from materials.author.environments import ENVIRONMENTS
from materials.author.environments.panorama import Array, directions, irradiance
from renderer.environment.hdr import read_hdr

UP, DOWN, LEFT, RIGHT = (0.0, 1.0, 0.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
each = pytest.mark.parametrize("draw", ENVIRONMENTS, ids=lambda f: f.__name__)


def stands(materials: Path, name: str) -> Array:
    return read_hdr((materials / "environments" / f"{name}.hdr").read_bytes()).astype(np.float64)


def test_every_environment_is_listed(materials: Path) -> None:
    listed = EnvironmentFile.model_validate(
        tomllib.loads((materials / "environments" / "environments.toml").read_text("utf-8"))
    )
    assert {entry.code for entry in listed.items} == {draw.__name__ for draw in ENVIRONMENTS}
    assert all(entry.file == f"{entry.code}.hdr" for entry in listed.items)


@each
def test_light_is_finite_and_without_fireflies(draw: Callable[[int, int], Array], materials: Path) -> None:
    radiance = stands(materials, draw.__name__)
    assert radiance.shape == (512, 1024, 3)
    assert np.isfinite(radiance).all()
    assert 0.0 < radiance.min() <= radiance.max() < 120.0
    assert (materials / "environments" / f"{draw.__name__}.hdr").stat().st_size < 1.6e6


@each
def test_a_white_panel_is_bright_but_not_blown(draw: Callable[[int, int], Array], materials: Path) -> None:
    radiance = stands(materials, draw.__name__)
    up = 0.8 * irradiance(radiance, UP).mean() / np.pi
    assert 0.7 < up < 0.9
    for side in (LEFT, RIGHT, (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)):
        assert 0.2 < 0.8 * irradiance(radiance, side).mean() / np.pi < 0.9
    assert irradiance(radiance, DOWN).mean() < 0.6 * irradiance(radiance, UP).mean()


@each
def test_chrome_finds_both_dark_and_light(draw: Callable[[int, int], Array], materials: Path) -> None:
    level = stands(materials, draw.__name__).mean(axis=-1)
    dark, light = np.quantile(level, (0.05, 0.97))
    assert light > 2.5 * dark


@each
def test_the_script_draws_the_file(draw: Callable[[int, int], Array], materials: Path) -> None:
    drawn = draw(256, 128)
    radiance = stands(materials, draw.__name__)
    for side in (UP, LEFT, RIGHT):
        np.testing.assert_allclose(irradiance(drawn, side), irradiance(radiance, side), rtol=0.02)


def test_the_evening_sun_stands_low_on_the_product_s_left(materials: Path) -> None:
    level = stands(materials, "golden_hour").mean(axis=-1)
    row, column = np.unravel_index(level.argmax(), level.shape)
    sun = directions(1024, 512)[row, column]
    assert sun[0] > 0.9
    assert 0.2 < sun[1] < 0.4


def test_the_studio_is_brightest_overhead_and_dark_around(materials: Path) -> None:
    radiance, up = stands(materials, "softbox_studio").mean(axis=-1), directions(1024, 512)[..., 1]
    assert radiance[up > 0.95].mean() > 10.0 * np.quantile(radiance[(up > 0.05) & (up < 0.5)], 0.25)


@pytest.mark.parametrize("name", ["softbox_studio", "white_cyclorama"])
def test_indoors_every_side_of_a_product_is_lit(name: str, materials: Path) -> None:
    radiance = stands(materials, name)
    sides = [irradiance(radiance, side).mean() for side in (LEFT, RIGHT, (0.0, 0.0, 1.0), (0.0, 0.0, -1.0))]
    assert min(sides) > 0.65 * max(sides)
    assert min(sides) > 0.5 * irradiance(radiance, UP).mean()
