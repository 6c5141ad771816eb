"""A pattern is true to measure wherever a surface lets it be, and elsewhere truer than the zone's coordinates."""

import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.surface.pattern import Pattern, distortion, pattern_of
from renderer.surface.zone import zones
from renderer.surface.zone_patch import Patch, zone_patch
from tests.renderer.surface.sheets import cylinder, dome, flat, sheet_document

Points = NDArray[np.float64]
RECTANGLE = np.stack(np.meshgrid(np.linspace(-95, 95, 20), np.linspace(-45, 45, 10)), axis=-1).reshape(-1, 2)


def of(surface: object, cells: int = 32) -> tuple[Patch, Pattern]:
    document = sheet_document(surface, cells=cells)  # type: ignore[arg-type]
    patch = zone_patch(document, zones(document)[0])
    return patch, pattern_of(patch)


def test_nothing_changes_on_a_plane_and_on_a_cylinder() -> None:
    for surface in (flat, cylinder(0.12)):
        _, pattern = of(surface, cells=64)
        assert pattern.flat(RECTANGLE) == pytest.approx(RECTANGLE, abs=0.05)


def test_lengths_on_a_dome_are_truer_than_in_the_zone() -> None:
    patch, pattern = of(dome(0.15))
    assert patch.stretch == pattern.stretch > 1.02
    assert pattern.left - 1 < 0.75 * (pattern.stretch - 1)


def test_a_dome_s_pattern_has_about_the_dome_s_area() -> None:
    """Equal angles make the edges too large; the pattern gives them back what they have."""
    patch, pattern = of(dome(0.15))
    area, angle = distortion(patch)
    there = np.abs(patch.uv_mm).max(axis=1) <= (100, 50)
    shown = there.all(axis=1)
    assert area[shown].max() > 0.02
    assert angle[shown].max() < 0.02
    rim = np.array([[-95.0, 0.0], [95.0, 0.0]])
    assert np.ptp(pattern.flat(rim)[:, 0]) < 190 - 1
    assert np.ptp(pattern.flat(rim / 20)[:, 0]) == pytest.approx(9.5, rel=0.04)


def test_there_and_back_again() -> None:
    _, pattern = of(dome(0.15))
    assert pattern.curved(pattern.flat(RECTANGLE)) == pytest.approx(RECTANGLE, abs=0.02)
