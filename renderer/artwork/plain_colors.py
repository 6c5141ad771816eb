"""The colours of a drawing in one way of writing, `#rrggbb`, so that they can be counted, exchanged and merged."""

import re
from typing import Any

from PIL import ImageColor

from renderer.artwork.svg_rules import SVG

Element = Any
"""An lxml element."""
PAINTS = ("fill", "stroke", "stop-color", "flood-color", "color")
DECLARED = re.compile(r"(?<![\w-])(" + "|".join(PAINTS) + r")\s*:\s*([^;!{}]+)")
LONGEST = 64
"""Characters of a colour; what is longer is none, and no work for anybody."""


def write_plain_colors(root: Element) -> None:
    """In `root` and all within it each opaque sRGB colour becomes `#rrggbb`; so does the black of shapes
    that say none."""
    root.set("fill", root.get("fill", "#000000"))
    for element in root.iter(f"{{{SVG}}}*"):
        for name in PAINTS:
            if name in element.attrib:
                element.attrib[name] = plain_color(element.attrib[name])
        if "style" in element.attrib:
            element.attrib["style"] = _declared(element.attrib["style"])
        if element.tag == f"{{{SVG}}}style" and element.text:
            element.text = _declared(element.text)


def plain_color(value: str) -> str:
    """`red`, `#F00`, `rgb(255, 0, 0)` and their like as `#ff0000`; everything else as it was."""
    try:
        channels = ImageColor.getrgb(value.strip()) if len(value) <= LONGEST else ()
    except ValueError:
        return value
    return "#{:02x}{:02x}{:02x}".format(*channels) if len(channels) == 3 else value


def _declared(css: str) -> str:
    return DECLARED.sub(lambda found: f"{found[1]}:{plain_color(found[2])}", css)
