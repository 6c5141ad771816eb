"""Branches joined into strokes as a pen would draw them: straight on through forks, lifted at sharp corners."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.graph import Branch, Skeleton, skeleton
from renderer.finishes.thread.probe import depths, reach

Floats = NDArray[np.float64]

STEP_MM = 0.1
STRAIGHT_ON = -0.35
"""Two branches whose ways out of a fork have a smaller cosine than so are one stroke."""
CORNER_COS = 0.35
"""A stroke whose way turns by more than this within its own width is lifted."""
SMOOTHING = 0.55
"""Of a stroke's half width, what its middle line is smoothed by."""
LONGEST_MM = 60.0
OVERLAP_MM = 0.4


@dataclass(frozen=True, eq=False)
class Stroke:
    """`points` (n, 2), `STEP_MM` apart, along the middle of a part of a shape, and the unit `ways` (n, 2) there.

    `crossings`: places along it (index, depth) where another stroke leaves, so that the edge is not its own there.
    """

    points: Floats
    ways: Floats
    ring: bool
    crossings: tuple[tuple[int, float], ...]


def strokes(shape: Shape) -> list[Stroke]:
    """The strokes of `shape`, longest first."""
    found = skeleton(shape)
    drawn = [piece for path in _paths(found) for piece in _cut_at_corners(path, shape)]
    made = [_stroke(path, shape, found) for path in drawn]
    real = [stroke for stroke in made if stroke is not None]
    return sorted(real, key=lambda stroke: -len(stroke.points)) or [_through_middle(shape)]


@dataclass(frozen=True, eq=False)
class _Path:
    points: Floats
    butts: tuple[float, float]
    """How far each end stands back from the fork that it meets another stroke at; -1 for a loose end."""
    ring: bool = False


def _paths(found: Skeleton) -> Iterator[_Path]:
    """Branches linked through forks."""
    partner = _partners(found)
    left = set(range(len(found.branches)))
    for index in sorted(left, key=lambda each: -found.branches[each].length):
        if index in left:
            chain, ring = _linked(index, partner)
            left -= {number for number, _ in chain}
            yield _gathered(chain, ring, found)


def _partners(found: Skeleton) -> dict[tuple[int, int], tuple[int, int]]:
    """For each branch end (branch, 0 or 1) the one it runs on into."""
    ways: dict[int, list[tuple[tuple[int, int], Floats]]] = defaultdict(list)
    for index, branch in enumerate(found.branches):
        for side, fork in enumerate(branch.ends):
            if fork >= 0:
                ways[fork].append(((index, side), _way_out(branch, side, found.forks[fork])))
    partner: dict[tuple[int, int], tuple[int, int]] = {}
    for members in ways.values():
        pairs = sorted(
            (float(one[1] @ other[1]), one[0], other[0])
            for at, one in enumerate(members)
            for other in members[at + 1 :]
        )
        for cosine, one_end, other_end in pairs:
            if cosine < STRAIGHT_ON and one_end not in partner and other_end not in partner:
                partner[one_end], partner[other_end] = other_end, one_end
    return partner


def _way_out(branch: Branch, side: int, fork: Floats) -> Floats:
    """The direction in which a branch leaves its fork, seen from beyond the fork's own disc."""
    points = branch.points if side == 0 else branch.points[::-1]
    away = np.linalg.norm(points - fork[:2], axis=1)
    beyond = np.flatnonzero(away > 1.6 * fork[2] + 0.3)
    way = points[beyond[0] if len(beyond) else -1] - fork[:2]
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-9))


def _linked(start: int, partner: dict[tuple[int, int], tuple[int, int]]) -> tuple[list[tuple[int, int]], bool]:
    """Branches with the side each is entered at, in order, and whether they close to a ring."""
    chain = [(start, 0)]
    seen = {start}
    while (following := partner.get((chain[-1][0], 1 - chain[-1][1]))) is not None:
        if following[0] in seen:
            return chain, following[0] == chain[0][0] and following[1] == chain[0][1]
        chain.append(following)
        seen.add(following[0])
    while (before := partner.get(chain[0])) is not None and before[0] not in seen:
        chain.insert(0, (before[0], 1 - before[1]))
        seen.add(before[0])
    return chain, False


def _gathered(chain: list[tuple[int, int]], ring: bool, found: Skeleton) -> _Path:
    parts = [found.branches[index].points[:: 1 if side == 0 else -1] for index, side in chain]
    points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    (first, side), (last, exit_side) = chain[0], chain[-1]
    ends = found.branches[first].ends[side], found.branches[last].ends[1 - exit_side]
    butts = tuple(max(found.forks[end, 2] - OVERLAP_MM, 0.0) if end >= 0 else -1.0 for end in ends)
    whole = ring or (len(chain) == 1 and found.branches[first].ring and ends == (-1, -1))
    return _Path(points, (butts[0], butts[1]), whole)


def _cut_at_corners(path: _Path, shape: Shape) -> Iterator[_Path]:
    """The path, parted where it turns so sharply that stitches would fan out."""
    path = _opened(path, shape) if path.ring else path
    points = _even(path.points)
    corner = None if path.ring else _sharpest(points, shape)
    if corner is None:
        yield replace(path, points=points)
        return
    back = _room(points[corner], shape)
    before, after = points[: corner + 1], points[corner:]
    longer_first = len(before) >= len(after)
    yield from _cut_at_corners(_Path(before, (path.butts[0], -1.0 if longer_first else back)), shape)
    yield from _cut_at_corners(_Path(after, (back if longer_first else -1.0, path.butts[1])), shape)


def _opened(path: _Path, shape: Shape) -> _Path:
    """A ring that has a corner as a line from there to there, its end carried on past its beginning."""
    points = _even(path.points)[:-1]
    corner = _sharpest(np.concatenate([points, points]), shape)
    if corner is None:
        return path
    points = np.roll(points, -corner, axis=0)
    return _Path(np.concatenate([points, points[:1]]), (_room(points[0], shape), -1.0))


def _room(corner: Floats, shape: Shape) -> float:
    """How far a stroke stands back from the corner where another runs on."""
    return max(float(depths(shape.depth, shape.pixel, corner[None])[0]) - OVERLAP_MM, 0.0)


def _sharpest(points: Floats, shape: Shape) -> int | None:
    """The index of the sharpest corner inside, if there is one."""
    if len(points) < 12:
        return None
    half = np.maximum(depths(shape.depth, shape.pixel, points), 0.3)
    reach_px = np.maximum((1.1 * half / STEP_MM).astype(np.int64), 4)
    index = np.arange(len(points))
    inside = (index - reach_px >= 0) & (index + reach_px < len(points))
    if not inside.any():
        return None
    at = index[inside]
    back, onward = points[at] - points[at - reach_px[inside]], points[at + reach_px[inside]] - points[at]
    size = np.linalg.norm(back, axis=1) * np.linalg.norm(onward, axis=1)
    cosine = np.einsum("ij,ij->i", back, onward) / np.maximum(size, 1e-9)
    sharpest = int(np.argmin(cosine))
    return int(at[sharpest]) if cosine[sharpest] < CORNER_COS else None


def _stroke(path: _Path, shape: Shape, found: Skeleton) -> Stroke | None:
    points = _even(path.points)
    if len(points) < 3:
        return None
    half = float(np.median(depths(shape.depth, shape.pixel, points)))
    if not path.ring:
        points = _ended(points, path.butts, shape)
    if len(points) < 2:
        return None
    points = _smoothed(points, max(SMOOTHING * half, 0.25), path.ring)
    points = _even(points)
    if len(points) < 5:
        return None
    return Stroke(points, _ways(points, path.ring), path.ring, _crossings(points, found))


def _ended(points: Floats, butts: tuple[float, float], shape: Shape) -> Floats:
    """Loose ends carried on to the edge, others held back from the stroke they meet."""
    for side in (0, 1):
        points = points[::-1]
        points = _extended(points, shape) if butts[side] < 0 else _held_back(points, butts[side])
        if len(points) < 2:
            return points
    return points


def _extended(points: Floats, shape: Shape) -> Floats:
    """The last of a line, which bends toward some corner, taken off and carried straight on instead."""
    depth = float(max(depths(shape.depth, shape.pixel, points[-1:])[0], 0.0))
    points = points[: max(len(points) - int(0.7 * depth / STEP_MM), min(len(points), 4))]
    before = points[max(len(points) - 1 - int(max(1.5 * depth, 0.6) / STEP_MM), 0)]
    way = points[-1:] - before
    length = float(np.linalg.norm(way))
    if length < 1e-6:
        return points
    room = float(reach(shape.depth, shape.pixel, np.ascontiguousarray(points[-1:]), way / length, 3 * depth + 1)[0])
    steps = np.arange(1, int(room / STEP_MM) + 1)[:, None] * STEP_MM
    return np.concatenate([points, points[-1:] + steps * way / length])


def _held_back(points: Floats, distance: float) -> Floats:
    return points[: max(len(points) - int(distance / STEP_MM), 0)]


def _smoothed(points: Floats, sigma_mm: float, ring: bool) -> Floats:
    sigma = sigma_mm / STEP_MM
    if ring:
        return np.asarray(ndimage.gaussian_filter1d(points[:-1], sigma, axis=0, mode="wrap"))[
            np.r_[0 : len(points) - 1, 0]
        ]
    pad = min(int(3 * sigma) + 1, len(points) - 1)
    before, after = 2 * points[:1] - points[pad:0:-1], 2 * points[-1:] - points[-2 : -pad - 2 : -1]
    smooth = ndimage.gaussian_filter1d(np.concatenate([before, points, after]), sigma, axis=0, mode="nearest")
    return np.asarray(smooth[pad : pad + len(points)])


def _ways(points: Floats, ring: bool) -> Floats:
    if ring:
        around = np.concatenate([points[-2:-1], points, points[1:2]])
        way = around[2:] - around[:-2]
    else:
        way = np.gradient(points, axis=0)
    return np.asarray(way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9))


def _even(points: Floats) -> Floats:
    """The line with a point every `STEP_MM`, its ends kept."""
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    count = max(round(gone[-1] / STEP_MM), 1) + 1
    at = np.linspace(0, gone[-1], count)
    return np.stack([np.interp(at, gone, points[:, axis]) for axis in (0, 1)], axis=1)


def _crossings(points: Floats, found: Skeleton) -> tuple[tuple[int, float], ...]:
    """Forks that lie on the line."""
    met = []
    for x, y, depth in found.forks:
        away = np.hypot(points[:, 0] - x, points[:, 1] - y)
        nearest = int(np.argmin(away))
        if away[nearest] < 0.6 * depth + 0.3:
            met.append((nearest, float(depth)))
    return tuple(met)


def _through_middle(shape: Shape) -> Stroke:
    """One straight stroke along the longer axis of a compact shape, such as a dot."""
    rows, columns = np.nonzero(shape.mask)
    places = (np.stack([columns, rows], axis=1) + 0.5) * shape.pixel
    middle = places.mean(axis=0)
    deepest = np.unravel_index(int(np.argmax(shape.depth)), shape.depth.shape)
    if depths(shape.depth, shape.pixel, middle[None])[0] <= 0:
        middle = (np.array(deepest[::-1]) + 0.5) * shape.pixel
    spread, axes = np.linalg.eigh(np.cov((places - middle).T))
    way = axes[:, 1] if spread[1] > 1.2 * spread[0] else np.array([0.0, 1.0])
    start, ways = np.repeat(middle[None], 2, axis=0), np.stack([-way, way])
    room = reach(shape.depth, shape.pixel, start, ways, LONGEST_MM)
    points = _even(np.stack([middle - way * room[0], middle + way * room[1]]))
    return Stroke(points, np.repeat(way[None], len(points), axis=0), ring=False, crossings=())
