"""Triangles cut to a rectangle, all of them at once: Sutherland and Hodgman 1974, one half-plane after another."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def clip_to_rectangle(corners: Floats, low: Floats, high: Floats) -> Floats:
    """The parts of `corners` (m, 3, k) whose first two values lie within `low`..`high`, as triangles (n, 3, k).

    The other values of a corner (position, normal) go along linearly.
    """
    for axis in (0, 1):
        corners = _keep(corners, corners[..., axis] - low[axis])
        corners = _keep(corners, high[axis] - corners[..., axis])
    return corners


def clip_to_triangles(corners: Floats, triangles: Floats) -> tuple[Floats, Ints]:
    """The parts of each of `corners` (m, 3, 2) within the triangle (m, 3, 2) of its row.

    As triangles (n, 3, 2), wound as they were, and the rows (n,) that they come from.
    """
    (x1, y1), (x2, y2) = (np.moveaxis(triangles[:, i] - triangles[:, 0], -1, 0) for i in (1, 2))
    around = np.where((x1 * y2 < x2 * y1)[:, None, None], triangles[:, ::-1], triangles)
    told = np.concatenate([np.arange(len(corners))[:, None], around.reshape(-1, 6)], axis=1)
    carried = np.concatenate([corners, np.repeat(told[:, None], 3, axis=1)], axis=-1)
    for edge in range(3):
        first, second = (carried[..., 3 + 2 * each : 5 + 2 * each] for each in (edge, (edge + 1) % 3))
        along, toward = second - first, carried[..., :2] - first
        carried = _keep(carried, along[..., 0] * toward[..., 1] - along[..., 1] * toward[..., 0])
    return carried[..., :2], carried[:, 0, 2].astype(np.int64)


def covered_area(corners: Floats, low: Floats, high: Floats) -> float:
    """The area of triangles (m, 3, 2) within a rectangle."""
    return float(areas(clip_to_rectangle(corners, low, high)).sum())


def areas(corners: Floats) -> Floats:
    """Areas of triangles in their first two values (m,)."""
    (x1, y1), (x2, y2) = (np.moveaxis(corners[:, i, :2] - corners[:, 0, :2], -1, 0) for i in (1, 2))
    return np.asarray(np.abs(x1 * y2 - x2 * y1) / 2)


def _keep(corners: Floats, height: Floats) -> Floats:
    """What of each triangle has `height` (m, 3) of zero or more."""
    count = (height >= 0).sum(axis=1)
    alone = [_turned(corners, height, count == 1, inside=True), _turned(corners, height, count == 2, inside=False)]
    (tip, tip_height), (top, top_height) = alone
    left, right = (_cut(tip, tip_height, i) for i in (1, 2))
    upper, lower = (_cut(top, top_height, i) for i in (1, 2))
    return np.concatenate(
        [
            corners[count == 3],
            np.stack([tip[:, 0], left, right], axis=1),
            np.stack([upper, top[:, 1], top[:, 2]], axis=1),
            np.stack([upper, top[:, 2], lower], axis=1),
        ]
    )


def _turned(corners: Floats, height: Floats, chosen: NDArray[np.bool_], *, inside: bool) -> tuple[Floats, Floats]:
    """The chosen triangles, each begun at its only corner that is inside (or outside)."""
    first = np.argmax((height[chosen] >= 0) == inside, axis=1)
    order = (first[:, None] + np.arange(3)) % 3
    rows = np.arange(len(first))[:, None]
    return corners[chosen][rows, order], height[chosen][rows, order]


def _cut(corners: Floats, height: Floats, other: int) -> Floats:
    """Where the edge from the first corner to corner `other` meets height zero."""
    share = height[:, 0] / (height[:, 0] - height[:, other])
    return np.asarray(corners[:, 0] + share[:, None] * (corners[:, other] - corners[:, 0]))
