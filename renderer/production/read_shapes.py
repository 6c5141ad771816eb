"""The plain shapes of an artwork: colours and outlines in millimetres, in painting order."""

import re
from collections.abc import Iterator

import pathops  # type: ignore[import-untyped]
from fontTools.misc.transform import Identity, Transform  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from renderer.artwork.outline import united

Painted = tuple[str, pathops.Path]

HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
KNOWN = {"xmlns", "version", "id", "d", "fill", "fill-rule", "transform", "x", "y", "width", "height", "viewBox"}
KNOWN |= {"preserveAspectRatio", "overflow", "class"}
GROUPS, UNSEEN = {"svg", "g"}, {"title", "desc", "metadata", "defs"}


class NotPlain(Exception):
    """The drawing has more than filled paths: strokes, gradients, pictures, clips, style sheets."""


def read_shapes(svg: bytes) -> list[Painted]:
    """Every filled path of `svg` with its colour `#rrggbb`; raises `NotPlain` for a drawing that is not that simple."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(svg, parser)
    return list(_shapes(root, Identity, "#000000", outermost=True))


def _shapes(element: etree._Element, place: Transform, fill: str, *, outermost: bool = False) -> Iterator[Painted]:
    name = etree.QName(element).localname
    if name in UNSEEN and not len(element):
        return
    if set(element.attrib) - KNOWN or name not in GROUPS | {"path"}:
        raise NotPlain
    fill = element.get("fill", fill)
    place = place.transform(_transform(element.get("transform", "")))
    if name == "path":
        if fill != "none":
            yield _color(fill), _outline(element, place)
        return
    if name == "svg":
        place = place.transform(_window(element, outermost=outermost))
    for child in element:
        yield from _shapes(child, place, fill)


def _color(fill: str) -> str:
    found = HEX.fullmatch(fill.strip())
    if not found:
        raise NotPlain
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _outline(element: etree._Element, place: Transform) -> pathops.Path:
    path = pathops.Path(
        fillType=pathops.FillType.EVEN_ODD if element.get("fill-rule") == "evenodd" else pathops.FillType.WINDING
    )
    parse_path(element.get("d", ""), TransformPen(path.getPen(glyphSet=None), place))
    return united(path)


def _transform(text: str) -> Transform:
    place = Identity
    for name, inner in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        values = [float(each) for each in re.findall(NUMBER, inner)]
        match name, len(values):
            case "matrix", 6:
                place = place.transform(tuple(values))
            case "translate", 1 | 2:
                place = place.translate(*values)
            case "scale", 1 | 2:
                place = place.scale(*values)
            case _:
                raise NotPlain
    return place


def _window(element: etree._Element, *, outermost: bool) -> Transform:
    """How an `<svg>` places what is in it; the outermost one has the millimetre as its unit already."""
    box = [float(each) for each in re.findall(NUMBER, element.get("viewBox", ""))]
    if outermost:
        return Identity
    size = [element.get(side, "") for side in ("width", "height")]
    if len(box) != 4:
        if "viewBox" in element.attrib:
            raise NotPlain
        return Identity
    wide, high = ((float(side) if re.fullmatch(NUMBER, side) else 0.0) for side in size)
    corner = float(element.get("x", 0)), float(element.get("y", 0))
    across, down = (wide or box[2]) / box[2], (high or box[3]) / box[3]
    if element.get("preserveAspectRatio") != "none":
        across = down = min(across, down)
        corner = (
            corner[0] + ((wide or box[2]) - box[2] * across) / 2,
            corner[1] + ((high or box[3]) - box[3] * down) / 2,
        )
    return Identity.translate(*corner).scale(across, down).translate(-box[0], -box[1])
