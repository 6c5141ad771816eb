"""sRGB colours as people write them, `#rrggbb`, and how far apart two of them look."""

import re
from collections.abc import Iterable

from renderer.color import LUMINANCE, delta_e_2000, hex_to_linear, linear_to_lab

Lab = tuple[float, float, float]
"""CIELAB under D65, 2° observer."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_hex(color: str) -> bool:
    """Whether `color` is written `#rrggbb`."""
    return _HEX.fullmatch(color) is not None


def linear(color: str) -> tuple[float, float, float]:
    """Linear RGB in 0..1 of an sRGB `#rrggbb`."""
    red, green, blue = hex_to_linear(color).tolist()
    return red, green, blue


def lab(color: str) -> Lab:
    """CIELAB of an sRGB `#rrggbb`, to one decimal, as swatches state it."""
    lightness, a, b = (round(value, 1) for value in linear_to_lab(hex_to_linear(color)).tolist())
    return lightness, a, b


def contrast(first: str, second: str) -> float:
    """Contrast ratio 1..21 of two sRGB colours, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted(float(hex_to_linear(color) @ LUMINANCE) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def distances(color: str, labs: Iterable[Lab]) -> list[float]:
    """CIEDE2000 between an sRGB `#rrggbb` and each of `labs`; below 1 is hardly seen."""
    others = list(labs)
    return delta_e_2000([lab(color)] * len(others), others).tolist() if others else []
