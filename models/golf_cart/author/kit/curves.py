"""Curves as rows of points: splines, rounded polygons, superellipses. Any dimension unless the name says 2-D."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicSpline

from models.golf_cart.author.piece import Floats


def lengths(points: ArrayLike) -> Floats:
    """Cumulative chord length along `points` (n, d), starting at 0."""
    steps = np.linalg.norm(np.diff(np.asarray(points, float), axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def spline(points: ArrayLike, count: int, closed: bool = False) -> Floats:
    """`count` points, even in arc length, on the C2 cubic through `points`; a closed one does not repeat its start."""
    knots = np.asarray(points, float)
    if closed:
        knots = np.vstack([knots, knots[:1]])
    at = lengths(knots)
    curve = CubicSpline(at, knots, bc_type="periodic" if closed else "natural")
    dense: Floats = curve(np.linspace(0.0, at[-1], 40 * len(knots)))
    return resampled(dense, count + closed)[: count or None]


def resampled(points: ArrayLike, count: int) -> Floats:
    """`count` points, even in chord length, along a polyline, ends included."""
    line = np.asarray(points, float)
    at = lengths(line)
    wanted = np.linspace(0.0, at[-1], count)
    return np.column_stack([np.interp(wanted, at, column) for column in line.T])


def paced(points: ArrayLike, count: int, turning: float = 1.0) -> Floats:
    """`count` points of a closed 2-D ring, closer where it turns: each after an equal share of length and turning."""
    line = np.asarray(points, float)
    ahead = np.roll(line, -1, axis=0) - line
    angle = np.arctan2(ahead[:, 1], ahead[:, 0])
    turn = np.abs((np.diff(angle, prepend=angle[-1:]) + np.pi) % (2 * np.pi) - np.pi)
    long = np.linalg.norm(ahead, axis=1)
    effort = long / long.sum() + turning * 0.5 * (turn + np.roll(turn, -1)) / turn.sum()
    at = np.concatenate([[0.0], np.cumsum(effort)])
    wanted = np.linspace(0.0, at[-1], count, endpoint=False)
    return np.column_stack([np.interp(wanted, at, np.append(column, column[0])) for column in line.T])


def arc(center: ArrayLike, radius: float, start_deg: float, end_deg: float, count: int) -> Floats:
    """2-D points on a circle, counter-clockwise from the first axis."""
    angle = np.radians(np.linspace(start_deg, end_deg, count))
    return np.asarray(center, float) + radius * np.column_stack([np.cos(angle), np.sin(angle)])


def rounded(points: ArrayLike, radii: float | Sequence[float], segments: int = 6, closed: bool = True) -> Floats:
    """A 2-D or 3-D polygon whose corners are replaced by arcs; a radius of 0 keeps the corner."""
    corners = np.asarray(points, float)
    sizes = np.broadcast_to(np.asarray(radii, float), (len(corners),))
    parts: list[Floats] = []
    for i, (corner, radius) in enumerate(zip(corners, sizes, strict=True)):
        if radius <= 0 or (not closed and i in (0, len(corners) - 1)):
            parts.append(corner[None])
        else:
            parts.append(_corner_arc(corners[i - 1], corner, corners[(i + 1) % len(corners)], radius, segments))
    return np.vstack(parts)


def _corner_arc(before: Floats, corner: Floats, after: Floats, radius: float, segments: int) -> Floats:
    """The arc of `radius` tangent to both legs of a corner."""
    back, ahead = (leg / np.linalg.norm(leg) for leg in (before - corner, after - corner))
    half = 0.5 * np.arccos(np.clip(back @ ahead, -1.0, 1.0))
    if half > np.pi / 2 - 1e-4:
        return corner[None]
    bisector = (back + ahead) / np.linalg.norm(back + ahead)
    center = corner + bisector * radius / np.sin(half)
    start, end = (corner + leg * radius / np.tan(half) - center for leg in (back, ahead))
    sweep = np.pi - 2 * half
    t = np.linspace(0.0, 1.0, segments + 1)[:, None]
    points: Floats = center + (np.sin((1 - t) * sweep) * start + np.sin(t * sweep) * end) / np.sin(sweep)
    return points


def rectangle(width: float, height: float, radius: float, segments: int = 6) -> Floats:
    """A rounded 2-D rectangle about the origin, counter-clockwise."""
    x, y = width / 2, height / 2
    return rounded([[x, -y], [x, y], [-x, y], [-x, -y]], radius, segments)


def superellipse(width: float, height: float, power: float, count: int) -> Floats:
    """|2x/w|^p + |2y/h|^p = 1 about the origin, counter-clockwise, even in arc length; 2 is an ellipse."""
    angle = np.linspace(0.0, 2 * np.pi, 16 * count + 1)
    cos, sin = np.cos(angle), np.sin(angle)
    x = width / 2 * np.sign(cos) * np.abs(cos) ** (2 / power)
    y = height / 2 * np.sign(sin) * np.abs(sin) ** (2 / power)
    return resampled(np.column_stack([x, y]), count + 1)[:-1]
