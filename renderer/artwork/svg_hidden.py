"""What of a drawing its author hid: by attribute, by `style`, or by a class of a style sheet.

Names and words count as the drawing library reads them, small letters only: what it draws is not hidden.
"""

import re
from collections.abc import Mapping
from typing import Any

Element = Any
"""An lxml element."""
Said = dict[str, str]
"""Property → value."""

DECLARED = re.compile(r"(?<![\w-])(display|visibility|opacity)\s*:\s*([^;!{}]+)(!?)")
UNSEEN = {"hidden", "collapse"}


def class_looks(root: Element) -> dict[str, Said]:
    """What the style sheets of a cleaned drawing say of `.class` by itself, as drawing programs write it."""
    found: dict[str, Said] = {}
    for sheet in root.iter("{*}style"):
        for rule in (sheet.text or "").split("}"):
            selectors, _, body = rule.partition("{")
            said = _declared(body)
            for selector in map(str.strip, selectors.split(",") if said else ()):
                if selector.startswith("."):
                    found.setdefault(selector[1:], {}).update(said)
    return found


def is_left_out(element: Element, classes: Mapping[str, Said]) -> bool:
    """Whether neither it nor anything in it is drawn."""
    said = _said(element, classes)
    return said.get("display") == "none" or _is_zero(said.get("opacity", "1"))


def is_seen(element: Element, classes: Mapping[str, Said], inherited: bool) -> bool:
    """Whether it is visible itself; what is in it may say otherwise."""
    word = _said(element, classes).get("visibility", "inherit")
    return inherited if word == "inherit" else word not in UNSEEN


def _said(element: Element, classes: Mapping[str, Said]) -> Said:
    """Of an element; `style` goes before classes, and these before attributes."""
    said = {name: element.get(name).strip() for name in ("display", "visibility", "opacity") if name in element.attrib}
    for each in element.get("class", "").split():
        said.update(classes.get(each, {}))
    return said | _declared(element.get("style", ""))


def _declared(css: str) -> Said:
    """The last of several declarations counts, an important one before all."""
    found = DECLARED.findall(css)
    plain, important = (
        {name: value.strip() for name, value, mark in found if bool(mark) == is_} for is_ in (False, True)
    )
    return plain | important


def _is_zero(opacity: str) -> bool:
    try:
        return float(opacity.removesuffix("%")) <= 0
    except ValueError:
        return False
