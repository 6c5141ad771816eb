"""Pictures inside a drawing: how many pixels they have, and how large they are shown."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fontTools.misc.transform import Identity  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from renderer.artwork.clean_css import own_references
from renderer.artwork.drawing import Raster
from renderer.artwork.raster_image import embedded_size
from renderer.artwork.svg_hidden import Said, class_looks, is_left_out, is_seen
from renderer.artwork.svg_place import Place, corner, kept_aspect, numbers, read_transform, size, tile, window
from renderer.artwork.svg_rules import MAX_DEPTH

Element = Any
"""An lxml element."""
Size = tuple[float, float]
Shown = Iterator[tuple[Element, Place]]

REFERRED = {"defs", "symbol", "clipPath", "mask", "pattern", "marker", "filter", "style"}
"""Seen only where something refers to them."""
GOOD_PART = 0.25
"""A picture that covers less of the drawing is an ornament or a shadow, whose pixels nobody counts."""


@dataclass(frozen=True)
class Named:
    """What the elements of a drawing refer to by its name."""

    ids: Mapping[str, Element]
    classes: Mapping[str, Said]


def coarsest_picture(svg: bytes, box: Size, size_mm: Size) -> Raster | None:
    """The coarsest of the pictures that cover a good part of a cleaned drawing; None where there is none.

    `box`, in user units, is what of the drawing is shown at `size_mm`.
    """
    if b"<image" not in svg:
        return None
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    ids = {each.get("id"): each for each in root.iter(tag=etree.Element) if each.get("id")}
    named = Named(ids, class_looks(root))
    pixels = {each: embedded_size(each.get("href", "").partition(",")[2]) for each in root.iter("{*}image")}
    _, _, *view = numbers(root.get("viewBox"))
    place = Place(Identity.scale(size_mm[0] / box[0], size_mm[1] / box[1]), (view[0], view[1]))
    found = [
        _raster(image, pixels[image], at, GOOD_PART * size_mm[0] * size_mm[1])
        for image, at in _within(root, place, named, MAX_DEPTH + 1, is_seen(root, named.classes, True))
    ]
    return min((each for each in found if each), key=lambda each: each.dpi, default=None)


def _within(element: Element, place: Place, named: Named, depth: int, is_visible: bool) -> Shown:
    """`_shown` of all that is in `element`."""
    for child in element:
        yield from _shown(child, place, named, depth - 1, is_visible)


def _shown(element: Element, place: Place, named: Named, depth: int, is_visible: bool) -> Shown:
    """Every `<image>` that `element` draws, by itself or by what it refers to, with its place in millimetres."""
    name = _name(element)
    if name in REFERRED or not depth or is_left_out(element, named.classes):
        return
    is_visible = is_seen(element, named.classes, is_visible)
    place = place._replace(at=place.at.transform(read_transform(element.get("transform", ""))))
    if name == "image" and is_visible:
        yield element, place
    for target, inside in _referred(element, name, place, named.ids):
        if is_visible or name == "use":
            yield from _shown(target, inside, named, depth - 1, is_visible)
    yield from _within(element, window(element, place) if name == "svg" else place, named, depth, is_visible)


def _referred(element: Element, name: str, place: Place, ids: Mapping[str, Element]) -> Shown:
    """What a `<use>` copies, and what fills a shape as a pattern."""
    if name == "use":
        target = ids.get(element.get("href", "").strip().removeprefix("#"))
        moved = place._replace(at=place.at.translate(*corner(element, place.view)))
        if target is not None and _name(target) == "symbol":
            yield from ((child, window(target, moved, element)) for child in target)
        elif target is not None:
            yield target, moved
        return
    for reference in own_references(f"{element.get('fill', '')} {element.get('style', '')}"):
        pattern = ids.get(reference)
        if pattern is not None and _name(pattern) == "pattern":
            yield from ((child, tile(pattern, element, place)) for child in pattern)


def _raster(image: Element, pixels: tuple[int, int], place: Place, least_mm2: float) -> Raster | None:
    """Its pixels along the side on which they are coarser, and their millimetres; None for less than `least_mm2`."""
    across, down = (side / of for side, of in zip(size(image, place.view), pixels, strict=True))
    across, down = across or down or 1.0, down or across or 1.0
    room = across * pixels[0], down * pixels[1]
    across, down = kept_aspect(image, across, down)
    at = place.at
    area = min(room[0], across * pixels[0]) * min(room[1], down * pixels[1]) * abs(at[0] * at[3] - at[1] * at[2])
    if not least_mm2 <= area < math.inf:
        return None
    steps_mm = across * math.hypot(at[0], at[1]), down * math.hypot(at[2], at[3])
    side = int(steps_mm[1] > steps_mm[0])
    return Raster(pixels[side], pixels[side] * steps_mm[side], inside=True)


def _name(element: Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else "style"
