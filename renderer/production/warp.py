"""An artwork's outlines as they are cut flat where its surface is no flat sheet bent: on the zone's pattern."""

from dataclasses import dataclass

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.production.flatten import flattened
from renderer.production.separations import Separation
from renderer.surface.pattern import Pattern

Floats = NDArray[np.float64]

FROM = 1.01
"""Where lengths on the surface are off by more than 1 %, artwork is cut by the pattern."""
PIECE_MM = 1.0
"""Longest straight piece of an outline that is bent as a whole."""


@dataclass(frozen=True, eq=False)
class Warp:
    """From an artwork of `size_mm` around `center_mm` of its zone onto the sheet that is cut, and back.

    Both have their origin in the upper left corner, y down, millimetres.
    """

    pattern: Pattern
    size_mm: tuple[float, float]
    center_mm: tuple[float, float] = (0.0, 0.0)

    @property
    def sheet_mm(self) -> tuple[float, float]:
        """Width and height of what the artwork's rectangle becomes."""
        low, high = self._bounds()
        width, height = (round(float(each), 3) for each in high - low)
        return width, height

    def warped(self, inks: tuple[Separation, ...]) -> tuple[Separation, ...]:
        """`inks` on the sheet, as lines so fine that they are the curves."""
        return tuple(Separation(ink.color, ink.name, self._path(ink.shape)) for ink in inks)

    def there(self, points: Floats) -> Floats:
        """Where points (n, 2) of the artwork lie on the sheet."""
        low, high = self._bounds()
        return np.asarray((self.pattern.flat(self._in_zone(points)) - (low[0], high[1])) * (1, -1))

    def back(self, points: Floats) -> Floats:
        """Where points (n, 2) of the sheet lie on the artwork."""
        low, high = self._bounds()
        zone = self.pattern.curved(points * (1, -1) + (low[0], high[1]))
        return np.asarray((zone - self.center_mm) * (1, -1) + np.array(self.size_mm) / 2)

    def _path(self, shape: pathops.Path) -> pathops.Path:
        path = pathops.Path()
        for ring in flattened(shape):
            first, *others = self.there(_subdivided(ring))
            path.moveTo(*first)
            for point in others:
                path.lineTo(*point)
            path.close()
        return path

    def _in_zone(self, points: Floats) -> Floats:
        return np.asarray((points - np.array(self.size_mm) / 2) * (1, -1) + self.center_mm)

    def _bounds(self) -> tuple[Floats, Floats]:
        width, height = self.size_mm
        edge = _subdivided(np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]]))
        rim = self.pattern.flat(self._in_zone(edge))
        return rim.min(axis=0), rim.max(axis=0)


def _subdivided(ring: Floats) -> Floats:
    """A closed line (n, 2) with more points, nowhere further than `PIECE_MM` from one to the next."""
    following = np.roll(ring, -1, axis=0)
    pieces = np.maximum(np.ceil(np.linalg.norm(following - ring, axis=1) / PIECE_MM), 1).astype(np.int64)
    at = np.repeat(np.arange(len(ring)), pieces)
    share = np.concatenate([np.arange(count) / count for count in pieces])[:, None]
    return np.asarray(ring[at] + share * (following - ring)[at])
