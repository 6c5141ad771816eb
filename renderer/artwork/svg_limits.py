"""How large and how involved a customer's SVG may be."""

import math
import re
from collections import Counter
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from renderer.artwork.clean_css import own_references
from renderer.artwork.svg_rules import (
    MAX_ASPECT,
    MAX_BLUR,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_EXPANDED,
    MAX_FILTERS,
    MAX_PRIMITIVES,
    MAX_USES,
    XLINK_HREF,
)
from renderer.errors import ArtworkError

Element = Any
Box = tuple[float, float, float, float]

GRADIENTS = {"linearGradient", "radialGradient"}
"""Referred to by the thousand in honest files, and cheap."""
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
LENGTH = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)", re.IGNORECASE)
LONGEST = 64
"""Characters of a number; what is longer is none, and no work for the expression above."""


def check_limits(root: Element) -> None:
    """Raises `ArtworkError` SVG_TOO_DEEP or SVG_TOO_COMPLEX for a drawing that costs more than any logo needs."""
    count = sum(1 for _ in root.iter(tag=etree.Element))
    if count > MAX_ELEMENTS:
        raise _too_complex(f"{count:,} elements", f"{MAX_ELEMENTS:,}")
    if _depth(root) > MAX_DEPTH:
        raise ArtworkError(
            f"The SVG nests its groups more than {MAX_DEPTH} deep. Ungroup it and save it again.", code="SVG_TOO_DEEP"
        )
    uses = sum(1 for _ in root.iter("{*}use"))
    if uses > MAX_USES:
        raise _too_complex(f"{uses:,} copies (<use>)", f"{MAX_USES:,}")
    if _expanded(root) > MAX_EXPANDED:
        raise _too_complex("copies of copies that unfold without end", f"{MAX_EXPANDED:,} shapes")
    _check_filters(root)


def picture_box(root: Element) -> Box:
    """The drawing's viewBox, or one from its width and height; raises `ArtworkError` SVG_INVALID or SVG_ASPECT."""
    values = [_length(number) for number in re.split(r"[\s,]+", root.get("viewBox", "")[: 5 * LONGEST].strip())]
    box = tuple(values) if len(values) == 4 else (0.0, 0.0, _length(root.get("width")), _length(root.get("height")))
    width, height = box[2:]
    if not (all(map(math.isfinite, box)) and width > 0 and height > 0):
        raise ArtworkError("The SVG has no size. Give it a viewBox, or a width and a height.", code="SVG_INVALID")
    check_aspect(width, height)
    return box  # type: ignore[return-value]


def check_aspect(width: float, height: float) -> None:
    """Raises `ArtworkError` SVG_ASPECT for a picture that is more than 20 times as long as it is wide."""
    if max(width, height) > MAX_ASPECT * min(width, height):
        size = f"{_plain(width)} × {_plain(height)}"
        raise ArtworkError(
            f"The picture is {size}; one side may be {MAX_ASPECT:g} times the other at most. Crop it to the logo.",
            code="SVG_ASPECT",
        )


def _plain(length: float) -> str:
    """As people write it: no powers of ten, and no more digits than tell."""
    return f"{length:,.0f}" if length >= 100 else f"{length:.3g}"


def _length(value: str | None) -> float:
    text = (value or "").strip()
    match = LENGTH.fullmatch(text) if len(text) <= LONGEST else None
    return float(match[1]) * UNITS.get(match[2].lower(), math.nan) if match else math.nan


def _depth(root: Element) -> int:
    deepest, pending = 0, [(root, 1)]
    while pending:
        element, depth = pending.pop()
        deepest = max(deepest, depth)
        pending.extend((child, depth + 1) for child in element)
    return deepest


def _expanded(root: Element) -> float:
    """How many elements are drawn once every reference is followed; infinite where one leads back to itself."""
    by_id = {element.get("id"): element for element in root.iter(tag=etree.Element) if element.get("id")}
    begun: dict[Element, list[Element]] = {}
    sizes: dict[Element, float] = {}
    pending = [root]
    while pending:
        element = pending[-1]
        if element in sizes:
            pending.pop()
        elif element in begun:
            sizes[element] = 1 + sum(sizes[part] for part in begun.pop(element))
        else:
            begun[element] = _drawn_with(element, by_id)
            if any(part in begun for part in begun[element]):
                return math.inf
            pending += begun[element]
    return sizes[root]


def _drawn_with(element: Element, by_id: dict[str, Element]) -> list[Element]:
    """What is in it, and what it refers to."""
    referred = (by_id[name] for name in _references(element) if name in by_id)
    return [*element, *(each for each in referred if etree.QName(each).localname not in GRADIENTS)]


def _references(element: Element) -> list[str]:
    """Ids of what this element draws again: copies, patterns, masks, clips, markers, gradients."""
    if not isinstance(element.tag, str):
        return []
    found = [name for value in element.attrib.values() for name in own_references(value)]
    if etree.QName(element).localname in {"use", "pattern"}:
        found.append((element.get("href") or element.get(XLINK_HREF) or "").strip().removeprefix("#"))
    return found


def _check_filters(root: Element) -> None:
    filters = list(root.iter("{*}filter"))
    if len(filters) > MAX_FILTERS:
        raise _too_complex(f"{len(filters)} filters", f"{MAX_FILTERS}")
    users = Counter(element.get("filter") for element in root.iter(tag=etree.Element) if element.get("filter"))
    if users.total() > 10 * MAX_FILTERS:
        raise _too_complex(f"{users.total()} filtered shapes", f"{10 * MAX_FILTERS}")
    for each in filters:
        if len(each) > MAX_PRIMITIVES:
            raise _too_complex(f"a filter of {len(each)} steps", f"{MAX_PRIMITIVES}")
    blurs = [element.get("stdDeviation", "0") for element in root.iter("{*}feGaussianBlur", "{*}feDropShadow")]
    if blurs:
        _check_blurs(blurs, math.hypot(*picture_box(root)[2:]))


def _check_blurs(blurs: list[str], diagonal: float) -> None:
    for blur in blurs:
        numbers = [_length(each) for each in re.split(r"[\s,]+", blur.strip())]
        if not all(number <= MAX_BLUR * diagonal for number in numbers):
            raise _too_complex(f"a blur of {blur[:20]}", f"{MAX_BLUR * diagonal:.3g} for its size")


def _too_complex(what: str, limit: str) -> ArtworkError:
    return ArtworkError(f"The SVG has {what}; at most {limit}. Flatten or simplify it.", code="SVG_TOO_COMPLEX")
