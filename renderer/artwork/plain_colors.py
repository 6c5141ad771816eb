"""The colours of a drawing in one way of writing, `#rrggbb`, so that they can be counted, exchanged and merged.

What the drawing library does not know, and would paint black, is worked out here or refused.
"""

import re
from collections.abc import Mapping
from typing import Any

from PIL import ImageColor

from renderer.artwork.css_color import css_color
from renderer.artwork.svg_rules import SVG
from renderer.errors import ArtworkError

Element = Any
"""An lxml element."""
PAINTS = ("fill", "stroke", "stop-color", "flood-color", "color")
DECLARED = re.compile(r"(?<![\w-])(" + "|".join(PAINTS) + r")\s*:\s*([^;!{}]+)", re.IGNORECASE)
LONGEST = 128
"""Characters of a colour, and of what has variables in it; what is longer is none, and no work for anybody."""
KEPT = ("none", "inherit", "currentColor", "transparent", "context-fill", "context-stroke")
"""Words that are no colour of their own; the drawing library knows them, written so."""
WORDS = {word.lower(): word for word in KEPT}
VARIABLE = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;!{}]+)")
USED = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
DEEPEST = 8
"""Variables that name variables; a logo has one or two."""
TOO_LONG = "var()"
"""Stands for what grows beyond all colours; nobody knows it."""
ICC = re.compile(r"(?<!\s)\s+icc-color\([^()]*\)$")
"""What SVG 1.1 let printers write behind a colour."""


def write_plain_colors(root: Element) -> None:
    """In `root` and all within it each opaque sRGB colour becomes `#rrggbb`; so does the black of shapes
    that say none. Variables are filled in.

    Raises `ArtworkError` SVG_COLOR_UNKNOWN for a colour that would be black where a browser shows another.
    """
    variables = _variables(root)
    root.set("fill", root.get("fill", "#000000"))
    for element in root.iter(f"{{{SVG}}}*"):
        where = _place(element)
        for name in PAINTS:
            if name in element.attrib:
                element.attrib[name] = plain_paint(name, element.attrib[name], variables, where)
        if "style" in element.attrib:
            element.attrib["style"] = _declared(element.attrib["style"], variables, where)
        if element.tag == f"{{{SVG}}}style" and element.text:
            element.text = _declared(element.text, variables, "a style sheet")


def plain_paint(name: str, said: str, variables: Mapping[str, str], where: str) -> str:
    """A colour of the property `name` as the drawing library knows it; `inherit` for a word that is none, as browsers
    read it."""
    plain = plain_color(ICC.sub("", _filled_in(said.strip(), variables)))
    if plain[:4].lower() == "url(":
        return "url(" + plain[4:]
    if "(" not in plain and not plain.startswith("#"):
        initial = "none" if name == "stroke" else "#000000"
        return initial if plain.lower() == "initial" else WORDS.get(plain.lower(), "inherit")
    if plain.startswith("#") or (len(plain) <= LONGEST and css_color(plain)):
        return plain
    message = (
        f"The SVG has a colour that cannot be made out: {said.strip()[:60]!r}, {name} of {where}. "
        "Write it as #rrggbb, or export the logo with plain sRGB colours."
    )
    raise ArtworkError(message, code="SVG_COLOR_UNKNOWN")


def plain_color(value: str) -> str:
    """`red`, `#F00`, `rgb(255, 0, 0)`, `oklch(.6 .2 29)` and their like as `#ff0000`; everything else as it was."""
    if len(value) > LONGEST:
        return value
    try:
        channels: tuple[int, ...] = ImageColor.getrgb(value.strip())
    except ValueError:
        channels = ()
    if len(channels) == 3 and all(0 <= each <= 255 for each in channels):
        return "#{:02x}{:02x}{:02x}".format(*channels)
    return css_color(value) or value


def _declared(css: str, variables: Mapping[str, str], where: str) -> str:
    def plain(found: re.Match[str]) -> str:
        name = found[1].lower()
        return f"{name}:{plain_paint(name, found[2], variables, where)}"

    return DECLARED.sub(plain, css)


def _variables(root: Element) -> dict[str, str]:
    """Custom properties and their values, those left out that have several: which one counts, a browser alone knows."""
    found: dict[str, set[str]] = {}
    for element in root.iter(f"{{{SVG}}}*"):
        sheet = (element.text or "") if element.tag == f"{{{SVG}}}style" else ""
        for name, value in VARIABLE.findall(f"{element.get('style', '')};{sheet}"):
            found.setdefault(name, set()).add(value.strip())
    return {name: values.pop() for name, values in found.items() if len(values) == 1 and len(min(values)) <= LONGEST}


def _filled_in(value: str, variables: Mapping[str, str]) -> str:
    """`value` with each `var(--name, instead)` replaced; where there is neither it stays. `TOO_LONG` for more of that
    than any colour needs."""
    for _ in range(DEEPEST):
        if "var(" not in value:
            break
        if len(value) > LONGEST:
            return TOO_LONG
        filled = USED.sub(lambda found: variables.get(found[1], (found[2] or found[0]).strip()), value)
        if filled == value:
            break
        value = filled
    return value


def _place(element: Element) -> str:
    """`<path id="wing">`, as people find it in their file."""
    tag, name = str(element.tag).rpartition("}")[2], element.get("id")
    return f'<{tag} id="{name[:40]}">' if name else f"<{tag}>"
