"""Where an element of a drawing lies: transforms, and the windows of nested drawings."""

import math
import re
from typing import Any

from fontTools.misc.transform import Identity, Transform  # type: ignore[import-untyped]

Element = Any
"""An lxml element."""

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"(\w+)\s*\(([^()]*)\)")


def read_transform(text: str) -> Transform:
    """The `transform` of an element; what is no step of one is passed over, and so is one whose numbers have no end,
    altogether: the drawing library does so."""
    place = Identity
    for name, inner in STEP.findall(text):
        values = numbers(inner)
        if not all(map(math.isfinite, values)):
            return Identity
        match name, len(values):
            case "matrix", 6:
                place = place.transform(tuple(values))
            case "translate", 1 | 2:
                place = place.translate(*values)
            case "scale", 1 | 2:
                place = place.scale(*values)
            case "rotate", 1 | 3:
                x, y = values[1:] or (0.0, 0.0)
                place = place.translate(x, y).rotate(math.radians(values[0])).translate(-x, -y)
            case "skewX" | "skewY", 1:
                skew = math.radians(values[0])
                place = place.skew(skew, 0) if name == "skewX" else place.skew(0, skew)
    return place


def window(element: Element, place: Transform, sized: Element | None = None) -> Transform:
    """How a `<svg>` or `<symbol>` places what is in it; `sized` is the `<use>` that says how large a symbol is."""
    box = numbers(element.get("viewBox", ""))
    width, height = (number(element if sized is None else sized, side) for side in ("width", "height"))
    if len(box) != 4 or min(box[2:]) <= 0 or not (width and height):
        return place
    across, down = width / box[2], height / box[3]
    if element.get("preserveAspectRatio") != "none":
        across = down = min(across, down)
    corner = (number(element, "x"), number(element, "y")) if sized is None else (0.0, 0.0)
    return place.translate(*corner).scale(across, down).translate(-box[0], -box[1])


def tile(pattern: Element, shape: Element, place: Transform) -> Transform:
    """Where a pattern's content lies on a shape: as drawing programs fill rectangles with pictures."""
    place = place.translate(number(shape, "x"), number(shape, "y"))
    wide, high = (number(shape, side) or 1.0 for side in ("width", "height"))
    if pattern.get("patternContentUnits") == "objectBoundingBox":
        return place.scale(wide, high)
    box = numbers(pattern.get("viewBox", ""))
    if len(box) == 4 and min(box[2:]) > 0 and pattern.get("patternUnits") != "userSpaceOnUse":
        across, down = (number(pattern, side) or 1.0 for side in ("width", "height"))
        return place.scale(wide * across / box[2], high * down / box[3])
    return place


def numbers(text: str) -> list[float]:
    """All numbers in `text`."""
    return [float(each) for each in NUMBER.findall(text)]


def number(element: Element, key: str) -> float:
    """The first number of an attribute; 0 where it has none, or a percentage."""
    said = str(element.get(key, ""))
    return next(iter(numbers(said)), 0.0) if "%" not in said else 0.0
