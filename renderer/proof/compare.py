"""Two shapes held against each other: how far their outlines lie apart, and how much ink they share."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from renderer.finishes.thread.distance import distances
from renderer.proof.drawing import Drawing, Floats, Mask
from renderer.proof.pieces import Lost, lost_pieces
from renderer.proof.told import Farthest

Ways = tuple[Floats, ...]
"""Of the drawing's outline and of the one that was seen (h, w): pixels to the other; -1 where it is no outline."""

MOST_OF_IT = 95
"""Percent of the outline that the stated distance holds for: hairlines end where no machine and no texture follows."""

PIXELS = 1.5
"""So many pixels of the drawing's raster cannot be told from none."""


@dataclass(frozen=True)
class Allowed:
    """By how many millimetres outlines may lie apart, and how much of all ink both have at least."""

    off_mm: float
    common: float
    piece_mm: float = 0.0
    """A piece of ink somewhere so wide must be there by itself: what is finer may not be made, or not be seen."""


@dataclass(frozen=True)
class Finding:
    """One comparison: how far outlines lie apart in mm, the share of ink in common, what is allowed, the verdict.

    `lost` are the pieces of ink that are missing, where not all of it is; `farthest`, where it does not hold, the
    place where outlines lie farthest apart.
    """

    subject: str
    off_mm: float
    common: float
    allowed_mm: float
    ok: bool
    lost: tuple[Lost, ...] = ()
    farthest: Farthest | None = None


def compared(
    subject: str,
    drawing: Drawing,
    seen: Mask,
    allowed: Allowed,
    known: Mask | None = None,
    inks: Mapping[int, Mask] | None = None,
) -> Finding:
    """`seen` (h, w), read back from `subject`, against the ink of `drawing`; only where `known`, where that is told.

    `inks` is what was read back of each ink, by its number, where a file tells them apart.
    """
    here = np.ones_like(seen) if known is None else known
    ink, seen = drawing.ink & here, seen & here
    if not (ink.any() and seen.any()):
        return missing(subject, allowed)
    distance, ways = apart(ink, seen, here)
    off = round(distance / drawing.density, 3)
    shared, most = round(common(ink, seen), 4), round(max(allowed.off_mm, PIXELS / drawing.density), 2)
    lost = lost_pieces(ink, seen, drawing.density, allowed.piece_mm) or tuple(
        each
        for number, mask in (inks or {}).items()
        for each in lost_pieces((drawing.inks == number) & here, mask, drawing.density, allowed.piece_mm)
    )
    ok = off <= most and shared >= allowed.common and not lost
    return Finding(subject, off, shared, most, ok, lost, None if ok else _farthest(drawing, ways))


def missing(subject: str, allowed: Allowed) -> Finding:
    """What is said of a file that the artwork is not found in."""
    return Finding(subject, math.inf, 0.0, allowed.off_mm, ok=False)


def apart(one: Mask, other: Mask, known: Mask) -> tuple[float, Ways]:
    """Pixels between the outlines of two shapes, either way, for all but the worst of them (Hausdorff, 95 %).

    And of each pixel of either outline how far it is from the other's; nothing where one has no outline.
    """
    outlines = [_outline(mask) & inner(known, beyond=True) for mask in (one, other)]
    if not all(each.any() for each in outlines):
        return math.inf, ()
    ways = tuple(np.where(here, distances(~there), -1.0) for here, there in (outlines, outlines[::-1]))
    return float(max(np.percentile(way[way >= 0], MOST_OF_IT) for way in ways)), ways


def _farthest(drawing: Drawing, ways: Ways) -> Farthest | None:
    """The place that is worst either way; with its ink where the drawing has an outline there that was not seen."""
    if not ways:
        return None
    worst = max(range(len(ways)), key=lambda number: float(ways[number].max()))
    y, x = np.unravel_index(int(ways[worst].argmax()), ways[worst].shape)
    number = int(drawing.inks[y, x]) if worst == 0 else -1
    color = f"#{bytes(drawing.colors[number]).hex()}" if number >= 0 else ""
    off, right, down = (round(float(each) / drawing.density, 1) for each in (ways[worst][y, x], x + 0.5, y + 0.5))
    return Farthest(off, right, down, color)


def common(one: Mask, other: Mask) -> float:
    """Intersection over union."""
    union = np.count_nonzero(one | other)
    return float(np.count_nonzero(one & other) / union) if union else 0.0


def _outline(mask: Mask) -> Mask:
    return np.asarray(mask & ~inner(mask, beyond=False))


def inner(mask: Mask, *, beyond: bool) -> Mask:
    """The pixels of `mask` (h, w) whose four neighbours are in it too; `beyond` says whether those outside are."""
    padded = np.pad(mask, 1, constant_values=beyond)
    return np.asarray(mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:])
