"""sRGB colours as people write them, and how far apart two of them look."""

import math
import re
from dataclasses import dataclass

Lab = tuple[float, float, float]
"""CIELAB under D65, 2° observer."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_D65 = (0.95047, 1.0, 1.08883)
_SRGB_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def is_hex(color: str) -> bool:
    """Whether `color` is written `#rrggbb`."""
    return _HEX.match(color) is not None


def linear(color: str) -> tuple[float, float, float]:
    """Linear RGB in 0..1 of an sRGB `#rrggbb`; IEC 61966-2-1."""
    red, green, blue = (_decode(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _decode(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def lab(color: str) -> Lab:
    """CIELAB (D65, 2°) of an sRGB `#rrggbb`."""
    rgb = linear(color)
    x, y, z = (
        _cube_root(sum(m * c for m, c in zip(row, rgb, strict=True)) / white)
        for row, white in zip(_SRGB_TO_XYZ, _D65, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(t: float) -> float:
    return float(t ** (1 / 3)) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29


def contrast(first: str, second: str) -> float:
    """Contrast ratio 1..21 of two sRGB colours, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted(_luminance(color) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))


@dataclass(frozen=True)
class _Polar:
    """A Lab colour with a* stretched for near-neutrals, as CIEDE2000 wants it: lightness, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def delta_e(first: Lab, second: Lab) -> float:
    """CIEDE2000 colour difference of two Lab colours; below 1 is hardly seen. Sharma et al. 2005, equations 2-22."""
    stretch = 1.5 - 0.5 * _chroma_weight((math.hypot(*first[1:]) + math.hypot(*second[1:])) / 2)
    one, two = _polar(first, stretch), _polar(second, stretch)
    mean_lightness, mean_chroma = (one.lightness + two.lightness) / 2, (one.chroma + two.chroma) / 2
    mean_hue, hue_step = _mean_hue(one, two), _hue_step(one, two)
    offset = (mean_lightness - 50) ** 2
    lightness = (two.lightness - one.lightness) / (1 + 0.015 * offset / math.sqrt(20 + offset))
    chroma = (two.chroma - one.chroma) / (1 + 0.045 * mean_chroma)
    spread = 2 * math.sqrt(one.chroma * two.chroma) * math.sin(math.radians(hue_step / 2))
    hue = spread / (1 + 0.015 * mean_chroma * _hue_weight(mean_hue))
    turn = 60 * math.exp(-(((mean_hue - 275) / 25) ** 2))
    rotation = -2 * _chroma_weight(mean_chroma) * math.sin(math.radians(turn))
    return math.sqrt(max(0.0, lightness**2 + chroma**2 + hue**2 + rotation * chroma * hue))


def _chroma_weight(chroma: float) -> float:
    return math.sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _polar(color: Lab, stretch: float) -> _Polar:
    a = color[1] * stretch
    return _Polar(color[0], math.hypot(a, color[2]), math.degrees(math.atan2(color[2], a)) % 360)


def _hue_step(one: _Polar, two: _Polar) -> float:
    if one.chroma * two.chroma == 0:
        return 0.0
    step = two.hue - one.hue
    return step - 360 if step > 180 else step + 360 if step < -180 else step


def _mean_hue(one: _Polar, two: _Polar) -> float:
    total = one.hue + two.hue
    if one.chroma * two.chroma == 0:
        return total
    if abs(one.hue - two.hue) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


def _hue_weight(hue: float) -> float:
    terms = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(weight * math.cos(math.radians(times * hue + shift)) for weight, times, shift in terms)
