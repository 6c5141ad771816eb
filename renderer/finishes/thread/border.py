"""A satin border around what is sewn in rows: it hides their ends, and a letter's edge is one line."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from renderer.finishes.thread.cloth import Shape, signed_depth
from renderer.finishes.thread.columns import Column, column
from renderer.finishes.thread.distance import distances
from renderer.finishes.thread.probe import depths
from renderer.finishes.thread.strokes import strokes

Mask = NDArray[np.bool_]

WIDE_MM = 1.6
HIDDEN = 0.5
"""No border where other colours are sewn over so much of an outline: those are one."""
OVERLAP_MM = 0.7
"""Rows reach so far under their border."""
SLIVER_MM = 0.2
"""Between border and edge, what is no wider than twice this needs no rows."""


def border(shape: Shape) -> list[Column]:
    """Columns along the outlines of `shape` that stay to be seen."""
    if shape.later is not None and shape.later[_outline(shape.mask)].all():
        return []
    band = replace(shape, depth=np.minimum(shape.depth, WIDE_MM - shape.depth))
    made = [each for stroke in strokes(band) if (each := column(stroke, band)) is not None]
    return [each for each in made if _hidden(shape, each) < HIDDEN]


def _hidden(shape: Shape, each: Column) -> float:
    """What part of the column's outer side other colours will cover."""
    if shape.later is None:
        return 0.0
    ends = [depths(shape.depth, shape.pixel, side) for side in (each.left, each.right)]
    outer = np.where((ends[0] < ends[1])[:, None], each.left, each.right)
    most = np.array(shape.later.shape[::-1]) - 1
    columns, rows = np.clip((outer / shape.pixel).astype(np.int64), 0, most).T
    return float(shape.later[rows, columns].mean())


def _outline(mask: Mask) -> Mask:
    return np.asarray(mask & ~ndimage.binary_erosion(mask))


def within(shape: Shape, columns: list[Column]) -> Shape:
    """What of `shape` its border `columns` leave to rows, and as much more as those have to reach under them."""
    if not columns:
        return shape
    bare = shape.mask & ~covered(shape, columns)
    core = distances(bare) * shape.pixel > SLIVER_MM
    near = distances(~core) * shape.pixel <= SLIVER_MM + OVERLAP_MM
    return replace(shape, depth=signed_depth(near & shape.mask, shape.pixel))


def covered(shape: Shape, columns: list[Column]) -> Mask:
    """Which pixels (h, w) of the shape's field lie under `columns`."""
    height, width = shape.depth.shape
    image = Image.new("1", (width, height))
    draw = ImageDraw.Draw(image)
    for each in columns:
        left, right = each.left / shape.pixel - 0.5, each.right / shape.pixel - 0.5
        for corners in np.concatenate([left[:-1], left[1:], right[1:], right[:-1]], axis=1).tolist():
            draw.polygon(corners, fill=1, outline=1)
    return np.asarray(image)
