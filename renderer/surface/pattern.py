"""A zone's surface as a pattern: laid flat so that lengths hold, for what is cut flat and laid onto the surface."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator, NearestNDInterpolator

from renderer.surface.arap import rigid
from renderer.surface.connect import weld
from renderer.surface.flatten import extremes, intrinsic, stretch
from renderer.surface.zone import MM_PER_M
from renderer.surface.zone_patch import Patch, stretch_within

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pattern:
    """Places on a zone and on its pattern, vertex by vertex (n, 2), millimetres, both with the zone's centre as origin.

    `stretch`: by how much lengths in the zone's own coordinates are at most off on the surface, for 95 % of its area;
    `left`: the same of the pattern. 1 is true to measure.
    """

    zone_mm: Floats
    pattern_mm: Floats
    stretch: float
    left: float

    def flat(self, points: Floats) -> Floats:
        """Where points (n, 2) of the zone lie on the pattern."""
        return points + self._forth(points)

    def curved(self, points: Floats) -> Floats:
        """Where points (n, 2) of the pattern lie on the zone."""
        return points + self._back(points)

    @cached_property
    def _forth(self) -> "_Displacement":
        return _Displacement(self.zone_mm, self.pattern_mm - self.zone_mm)

    @cached_property
    def _back(self) -> "_Displacement":
        return _Displacement(self.pattern_mm, self.zone_mm - self.pattern_mm)


def pattern_of(patch: Patch) -> Pattern:
    """The surface of `patch` laid flat as rigidly as possible; near the centre it lies as the zone does."""
    corners = weld(patch.triangles.points)
    plane = intrinsic(patch.triangles.points, patch.zone.frame[:3, 0]) * MM_PER_M
    flat = patch.uv_mm[..., 0] + 1j * patch.uv_mm[..., 1]
    start = np.zeros(int(corners.max()) + 1, np.complex128)
    start[corners] = flat
    placed = _laid(rigid(plane, corners, start), start, patch)
    after = np.stack([placed.real, placed.imag], axis=1)
    return Pattern(
        np.stack([start.real, start.imag], axis=1),
        after,
        patch.stretch,
        stretch_within(patch.zone, patch.uv_mm, stretch(plane, placed[corners])),
    )


def distortion(patch: Patch) -> tuple[Floats, Floats]:
    """How far the zone's coordinates are from the surface, triangle by triangle (m,): area and angle, as parts of one.

    Area: +0.02 is drawn 2 % too large. Angle: 0.02 is 2 % longer one way than across.
    """
    plane = intrinsic(patch.triangles.points, patch.zone.frame[:3, 0]) * MM_PER_M
    longest, shortest = extremes(plane, patch.uv_mm[..., 0] + 1j * patch.uv_mm[..., 1])
    return longest * shortest - 1, longest / np.maximum(shortest, 1e-9) - 1


def _laid(flat: NDArray[np.complex128], zone: NDArray[np.complex128], patch: Patch) -> NDArray[np.complex128]:
    """`flat` turned and moved to lie on `zone` best, within the zone's rectangle."""
    half = patch.zone.half_mm
    inside = (np.abs(zone.real) <= half[0]) & (np.abs(zone.imag) <= half[1])
    chosen = inside if inside.sum() > 2 else np.ones_like(inside)
    middle, target = flat[chosen].mean(), zone[chosen].mean()
    fit = np.sum(np.conj(flat[chosen] - middle) * (zone[chosen] - target))
    return np.asarray((flat - middle) * fit / abs(fit) + target)


class _Displacement:
    """Differences known at points (n, 2), linear between them; beyond them that of the nearest."""

    def __init__(self, points: Floats, by: Floats) -> None:
        self._inside = LinearNDInterpolator(points, by)
        self._beyond = NearestNDInterpolator(points, by)

    def __call__(self, points: Floats) -> Floats:
        found = np.asarray(self._inside(points))
        lost = np.isnan(found).any(axis=1)
        if lost.any():
            found[lost] = self._beyond(points[lost])
        return found
