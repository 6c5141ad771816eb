"""Outlines bent: onto a circle, or into any shape that a function describes."""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import pathops  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.artwork.layouts.line import CAPITAL, Line, gathered

Floats = NDArray[np.float64]
Place = Callable[[Floats], Floats]

STEP = CAPITAL / 8
"""Longest piece of an outline that becomes one curve."""
BERNSTEIN = {2: ((1, -1), (0, 1)), 3: ((1, -2, 1), (0, 2, -2), (0, 0, 1))}
CUBIC = ((1, -3, 3, -1), (0, 3, -6, 3), (0, 0, 3, -3), (0, 0, 0, 1))


def warped(path: pathops.Path, place: Place) -> pathops.Path:
    """`path` with every point (n, 2) put where `place` says, as quadratic curves through their middles."""
    result = pathops.Path()
    for contour in path.contours:
        pieces = list(_pieces(contour))
        if not pieces:
            continue
        result.moveTo(*place(pieces[0][:1])[0])
        for points in pieces:
            there = place(points)
            for start, middle, end in zip(there[:-2:2], there[1:-1:2], there[2::2], strict=True):
                result.quadTo(*(2 * middle - (start + end) / 2), *end)
        result.close()
    return result


def on_arc(line: Line, radius: float, *, below: bool = False, bent: bool = False) -> pathops.Path:
    """`line` around the origin, its middle at the top and its baseline on `radius`; or at the bottom, read upright.

    Letters that stand alone are turned, joined ones and all of a `bent` line bent. Lengths are kept half-way up a
    capital.
    """
    middle = radius + (-CAPITAL / 2 if below else CAPITAL / 2)

    def place(points: Floats) -> Floats:
        angle = (points[:, 0] - line.width / 2) / middle
        out = radius - points[:, 1] if below else radius + points[:, 1]
        return np.stack([out * np.sin(angle), (-out if below else out) * np.cos(angle)], axis=1)

    if bent or line.joined:
        return warped(line.path, place)
    return gathered(_turned(letter, place, line.width, middle, below=below) for letter in line.letters)


def _turned(letter: pathops.Path, place: Place, width: float, radius: float, *, below: bool) -> pathops.Path:
    left, _, right, _ = letter.bounds
    across = (left + right) / 2
    angle = (across - width / 2) / radius * (1 if below else -1)
    cosine, sine = np.cos(angle), np.sin(angle)
    x, y = place(np.array([[across, 0.0]]))[0]
    return letter.transform(cosine, sine, -sine, cosine, x - cosine * across, y - sine * across)


def _pieces(contour: pathops.Path) -> Iterator[Floats]:
    """For each segment an odd number of points along it, its ends among them."""
    start = here = np.zeros(2)
    for verb, values in contour:
        points = np.array(values, np.float64).reshape(-1, 2)
        if verb == pathops.PathVerb.MOVE:
            start = here = points[0]
            continue
        if verb == pathops.PathVerb.CLOSE:
            points = start[None]
        hull = np.concatenate([here[None], points])
        length = sum(map(math.dist, hull[:-1].tolist(), hull[1:].tolist()))
        if length > 0:
            yield along(hull, 2 * max(int(np.ceil(length / STEP)), 1) + 1)
        here = points[-1]


def along(hull: Floats, count: int) -> Floats:
    """`count` points of the Bézier curve with control points `hull` (2 to 4, 2), evenly spread in its parameter."""
    return np.asarray(_shares(len(hull), count) @ hull)


@lru_cache(maxsize=512)
def _shares(controls: int, count: int) -> Floats:
    """How much of each control point is in each of `count` points (count, controls)."""
    powers = np.linspace(0, 1, count)[:, None] ** np.arange(controls)
    shares: Floats = powers @ np.array(BERNSTEIN.get(controls, CUBIC), np.float64).T
    shares.flags.writeable = False
    return shares
