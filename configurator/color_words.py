"""A colour in plain words, for those who hear it."""

import math

from renderer.color import hex_to_lab

HUES = (
    (20, "pink"),
    (50, "red"),
    (72, "orange"),
    (105, "yellow"),
    (165, "green"),
    (210, "teal"),
    (295, "blue"),
    (325, "purple"),
    (345, "magenta"),
    (360, "pink"),
)
"""Upper end of each hue's range in degrees of CIELAB."""
GREY = 9.0
"""Chroma under which a colour has no hue to speak of."""


def color_words(color: str) -> str:
    """`dark purple`, `orange`, `light grey` … for an sRGB `#rrggbb`."""
    lightness, a, b = hex_to_lab(color)
    if math.hypot(a, b) < GREY:
        return _grey(lightness)
    degrees = math.degrees(math.atan2(b, a)) % 360
    hue = next(name for end, name in HUES if degrees <= end)
    shade = "dark " if lightness < 35 else "light " if lightness > 75 and hue != "yellow" else ""
    brown = hue in ("red", "orange", "yellow") and lightness < 55 and math.hypot(a, b) < 60
    return f"{shade}{'brown' if brown else hue}"


def _grey(lightness: float) -> str:
    if lightness > 92:
        return "white"
    if lightness < 18:
        return "black"
    return "dark grey" if lightness < 45 else "light grey" if lightness > 75 else "grey"
