"""Where an element of a drawing lies: transforms, and the windows of nested drawings."""

import math
import re
from typing import Any, NamedTuple

from fontTools.misc.transform import Identity, Transform  # type: ignore[import-untyped]

from renderer.artwork.svg_limits import LENGTH, LONGEST, UNITS

Element = Any
"""An lxml element."""
Size = tuple[float, float]

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
STEP = re.compile(r"(\w+)\s*\(([^()]*)\)")


class Place(NamedTuple):
    """Where something lies."""

    at: Transform
    """From its user units."""
    view: Size
    """The nearest window around it, in its user units: percentages are parts of this."""


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


def window(element: Element, place: Place, sized: Element | None = None) -> Place:
    """How a `<svg>` or `<symbol>` places what is in it; `sized` is the `<use>` that says how large a symbol is."""
    box = numbers(element.get("viewBox", ""))
    width, height = size(element if sized is None else sized, place.view)
    width, height = width or place.view[0], height or place.view[1]
    at = place.at.translate(*corner(element, place.view)) if sized is None else place.at
    if len(box) != 4 or min(box[2:]) <= 0:
        return Place(at, (width, height))
    across, down = kept_aspect(element, width / box[2], height / box[3])
    return Place(at.scale(across, down).translate(-box[0], -box[1]), (box[2], box[3]))


def tile(pattern: Element, shape: Element, place: Place) -> Place:
    """Where a pattern's content lies on a shape: as drawing programs fill rectangles with pictures."""
    at = place.at.translate(*corner(shape, place.view))
    wide, high = (side or 1.0 for side in size(shape, place.view))
    if pattern.get("patternContentUnits") == "objectBoundingBox":
        return Place(at.scale(wide, high), place.view)
    box = numbers(pattern.get("viewBox", ""))
    if len(box) == 4 and min(box[2:]) > 0 and pattern.get("patternUnits") != "userSpaceOnUse":
        across, down = (side or 1.0 for side in size(pattern, (1.0, 1.0)))
        return Place(at.scale(wide * across / box[2], high * down / box[3]), (box[2], box[3]))
    return Place(at, place.view)


def kept_aspect(element: Element, across: float, down: float) -> Size:
    """Two scales as `preserveAspectRatio` makes one of them: the smaller, or the larger where it cuts off (`slice`)."""
    fit = element.get("preserveAspectRatio", "").split()
    if fit[:1] == ["none"]:
        return across, down
    return (max(across, down),) * 2 if fit[-1:] == ["slice"] else (min(across, down),) * 2


def numbers(text: str) -> list[float]:
    """All numbers in `text`."""
    return [float(each) for each in NUMBER.findall(text)]


def corner(element: Element, view: Size) -> Size:
    """`x` and `y` of an element in `view`, in user units."""
    return _length(element, "x", view[0]), _length(element, "y", view[1])


def size(element: Element, view: Size) -> Size:
    """`width` and `height` of an element in `view`, in user units; 0 for what it does not say."""
    return _length(element, "width", view[0]), _length(element, "height", view[1])


def _length(element: Element, key: str, whole: float) -> float:
    said = str(element.get(key, ""))[:LONGEST].strip()
    found = LENGTH.match(said)
    if not found:
        return 0.0
    unit = whole / 100 if said.endswith("%") else UNITS.get(found[2].lower(), 1.0)
    length = float(found[1]) * unit
    return length if math.isfinite(length) else 0.0
