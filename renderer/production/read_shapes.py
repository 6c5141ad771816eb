"""The plain shapes of an artwork: colours and outlines in millimetres, in painting order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pathops  # type: ignore[import-untyped]
from fontTools.misc.transform import Identity, Transform  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from renderer.artwork.outline import combined, united
from renderer.artwork.svg_place import NUMBER, STEP, numbers, read_transform

Painted = tuple[str, pathops.Path]

HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
KNOWN = {"xmlns", "version", "id", "d", "fill", "fill-rule", "transform", "x", "y", "width", "height", "viewBox"}
KNOWN |= {"preserveAspectRatio", "overflow", "class"}
STEPS = {"matrix", "translate", "scale"}
GROUPS, UNSEEN = {"svg", "g"}, {"title", "desc", "metadata", "defs"}


FITTED = ("xMidYMid meet", "xMidYMid")
"""Ways of fitting a picture into its rectangle that are read here, beside `none`."""
OVER_MM = 1e-3
"""A curve's control points may lie so far out of the picture, which nobody sees."""


@dataclass(frozen=True)
class Ink:
    """What a group hands down to the paths in it: SVG's `fill` and `fill-rule`."""

    fill: str = "#000000"
    rule: str = "nonzero"


class NotPlain(Exception):
    """The drawing has more than filled paths: strokes, gradients, pictures, clips, style sheets."""


def read_shapes(svg: bytes) -> list[Painted]:
    """Every filled path of `svg` with its colour `#rrggbb`; raises `NotPlain` for a drawing that is not that simple."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(svg, parser)
    return list(_shapes(root, Identity, Ink(), outermost=True))


def _shapes(element: etree._Element, place: Transform, ink: Ink, *, outermost: bool = False) -> Iterator[Painted]:
    name = etree.QName(element).localname
    if name in UNSEEN and not len(element):
        return
    if set(element.attrib) - KNOWN or name not in GROUPS | {"path"}:
        raise NotPlain
    ink = Ink(element.get("fill", ink.fill), element.get("fill-rule", ink.rule))
    place = place.transform(_transform(element.get("transform", "")))
    if name == "path":
        if ink.fill != "none":
            yield _color(ink.fill), _outline(element.get("d", ""), ink.rule, place)
        return
    window = None
    if name == "svg" and not outermost:
        place, window = _window(element, place)
    for child in element:
        for color, shape in _shapes(child, place, ink):
            yield color, _within(shape, window)


def _color(fill: str) -> str:
    found = HEX.fullmatch(fill.strip())
    if not found:
        raise NotPlain
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _outline(data: str, rule: str, place: Transform) -> pathops.Path:
    path = pathops.Path(fillType=pathops.FillType.EVEN_ODD if rule == "evenodd" else pathops.FillType.WINDING)
    parse_path(data, TransformPen(path.getPen(glyphSet=None), place))
    return united(path)


def _transform(text: str) -> Transform:
    if any(name not in STEPS for name, _ in STEP.findall(text)):
        raise NotPlain
    return read_transform(text)


def _window(element: etree._Element, place: Transform) -> tuple[Transform, pathops.Path | None]:
    """How an inner `<svg>` places what is in it, and the rectangle that it shows; None where it shows all."""
    box = numbers(element.get("viewBox", ""))
    x, y = (_number(element.get(side, "0")) for side in ("x", "y"))
    width, height = (_number(element.get(side, "")) for side in ("width", "height"))
    fitted = element.get("preserveAspectRatio", FITTED[0])
    if len(box) != 4 or min(box[2:]) <= 0 or fitted not in {"none", *FITTED}:
        raise NotPlain
    across, down = width / box[2], height / box[3]
    corner = x, y
    if fitted != "none":
        across = down = min(across, down)
        corner = x + (width - box[2] * across) / 2, y + (height - box[3] * down) / 2
    window = None if element.get("overflow") == "visible" else _rectangle((x, y), (width, height), place)
    return place.translate(*corner).scale(across, down).translate(-box[0], -box[1]), window


def _number(text: str) -> float:
    """A length in the drawing's own units; raises `NotPlain` for a percentage and for any other unit."""
    if not NUMBER.fullmatch(text):
        raise NotPlain
    return float(text)


def _rectangle(corner: tuple[float, float], size: tuple[float, float], place: Transform) -> pathops.Path:
    (x, y), (width, height) = corner, size
    path = pathops.Path()
    path.moveTo(*place.transformPoint((x, y)))
    for point in ((x + width, y), (x + width, y + height), (x, y + height)):
        path.lineTo(*place.transformPoint(point))
    path.close()
    return path


def _within(shape: pathops.Path, window: pathops.Path | None) -> pathops.Path:
    """What `window` shows of `shape`; what lies in it altogether is left as it was drawn."""
    if window is None or not any(True for _ in shape):
        return shape
    there, seen = shape.bounds, window.bounds
    is_upright = abs(abs(window.area) - (seen[2] - seen[0]) * (seen[3] - seen[1])) < OVER_MM
    reaches_out = max(seen[0] - there[0], seen[1] - there[1], there[2] - seen[2], there[3] - seen[3])
    return shape if is_upright and reaches_out < OVER_MM else combined(shape, window, pathops.PathOp.INTERSECTION)
