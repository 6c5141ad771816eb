"""A wide shape filled in rows, stitches of one row beginning beside the middles of those in the row before."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.cloth import Shape
from renderer.finishes.thread.probe import depths
from renderer.finishes.thread.runs import Run

Floats = NDArray[np.float64]

ROW_MM, STITCH_MM = 0.37, 3.8
STAGGER = (0.0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875)
"""Parts of a stitch that following rows begin at: holes of near rows never line up."""
PULL_MM = 0.15
"""Rows are planned so far beyond the edge, for the cloth gives way."""
UNDER_ROW_MM, UNDER_INSET_MM = 2.6, 0.7
UNDER_STITCH_MM = 3.0
SAMPLE_MM = 0.06
LEAST_ROW_MM = 0.5
TURN_MM = 0.35
"""Where thread turns into the next row it steps back so far along it: machines leave out a hole that is too near, and
the thread would run aslant from one row to the middle of the next.
"""
Span = tuple[float, float]
Section = list[tuple[float, Span]]
"""Rows one above the other: place across the rows, and from where to where along them."""


def tatami(shape: Shape, angle_deg: float) -> list[Run]:
    """Underlay across, then the rows, both in connected sections."""
    under = _sections(shape, angle_deg + 90, UNDER_ROW_MM, UNDER_INSET_MM)
    rows = _sections(shape, angle_deg, ROW_MM, 0.0)
    runs = [Run(_sewn(section, angle_deg + 90, UNDER_STITCH_MM, 0.0), "underlay") for section in under]
    runs += [Run(_sewn(section, angle_deg, STITCH_MM, PULL_MM), "fill") for section in rows if section]
    return [run for run in runs if len(run.points) > 1]


def _axes(angle_deg: float) -> tuple[Floats, Floats]:
    angle = np.radians(angle_deg)
    along = np.array([np.cos(angle), -np.sin(angle)])
    return along, np.array([-along[1], along[0]])


def _sections(shape: Shape, angle_deg: float, row_mm: float, inset: float) -> list[Section]:
    """Rows of the shape, those that lie one above the other without a fork together."""
    open_now: list[Section] = []
    done: list[Section] = []
    for place, spans in _rows(shape, angle_deg, row_mm, inset):
        taken: set[int] = set()
        following: list[Section] = []
        for section in open_now:
            last_place, last = section[-1]
            over = [index for index, span in enumerate(spans) if _overlap(span, last) > 0]
            alone = len(over) == 1 and sum(_overlap(spans[over[0]], each[-1][1]) > 0 for each in open_now) == 1
            if alone and place - last_place < 1.5 * row_mm:
                section.append((place, spans[over[0]]))
                taken.add(over[0])
                following.append(section)
            else:
                done.append(section)
        open_now = following + [[(place, span)] for index, span in enumerate(spans) if index not in taken]
    return done + open_now


def _overlap(one: Span, other: Span) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _rows(shape: Shape, angle_deg: float, row_mm: float, inset: float) -> Iterator[tuple[float, list[Span]]]:
    """Each row's place and the spans of it that lie `inset` inside the shape."""
    along, across = _axes(angle_deg)
    height, width = (side * shape.pixel for side in shape.depth.shape)
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)])
    s, t = corners @ along, corners @ across
    at = np.arange(s.min(), s.max(), SAMPLE_MM)
    first = np.ceil(t.min() / row_mm) * row_mm
    places = np.arange(first, t.max(), row_mm)
    points = at[:, None] * along + places[:, None, None] * across
    rows = depths(shape.depth, shape.pixel, points.reshape(-1, 2)).reshape(len(places), len(at)) - inset
    for place, depth in zip(places, rows, strict=True):
        yield float(place), list(_spans(at, depth))


def _spans(at: Floats, depth: Floats) -> Iterator[Span]:
    """Where `depth` is above zero, ends found between samples."""
    change = np.flatnonzero((depth[1:] > 0) != (depth[:-1] > 0))
    edge = at[change] + (at[change + 1] - at[change]) * depth[change] / (depth[change] - depth[change + 1])
    for start, stop in zip(edge[::2], edge[1::2], strict=False):
        if stop - start > LEAST_ROW_MM:
            yield float(start), float(stop)


def _sewn(section: Section, angle_deg: float, stitch_mm: float, pull: float) -> Floats:
    along, across = _axes(angle_deg)
    holes: list[Floats] = []
    last = np.inf
    for number, (place, (start, stop)) in enumerate(section):
        shift = STAGGER[round(place / ROW_MM) % len(STAGGER)]
        low, high = _turned(start - pull, stop + pull, last, forward=number % 2 == 0)
        inner = (np.arange(np.floor(low / stitch_mm), np.ceil(high / stitch_mm) + 1) + shift) * stitch_mm
        inner = inner[(inner > low + 0.6) & (inner < high - 0.6)]
        row = np.concatenate([[low], inner, [high]])
        holes.append((row if number % 2 == 0 else row[::-1])[:, None] * along + place * across)
        last = high if number % 2 == 0 else low
    return np.concatenate(holes)


def _turned(low: float, high: float, last: float, *, forward: bool) -> Span:
    """A row's ends, where the one before it ended at `last`: it begins far enough from there."""
    start, room = (low, high - low) if forward else (high, high - low)
    if abs(start - last) >= TURN_MM or room < 2 * LEAST_ROW_MM + 2 * TURN_MM:
        return low, high
    return (last + TURN_MM, high) if forward else (low, last - TURN_MM)
