"""Colour: sRGB and linear light, CIE Lab under D65, and the distance that an eye would report."""

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Lab = tuple[float, float, float]
"""CIELAB under D65, 2° observer."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")

RGB_TO_XYZ = np.array(
    [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]]
)
"""Linear sRGB to CIE XYZ, D65 (IEC 61966-2-1)."""
WHITE_D65 = RGB_TO_XYZ.sum(axis=1)
LUMINANCE = RGB_TO_XYZ[1]


def srgb_to_linear(values: ArrayLike) -> Array:
    """sRGB in 0..1 to linear light (IEC 61966-2-1), any shape."""
    v = np.asarray(values, np.float64)
    return np.where(v <= 0.04045, v / 12.92, ((np.maximum(v, 0) + 0.055) / 1.055) ** 2.4)


LINEAR = srgb_to_linear(np.arange(256) / 255)
"""Of each sRGB byte, linear light (256,)."""


def linear_to_srgb(values: ArrayLike) -> Array:
    """Linear light in 0..1 to sRGB (IEC 61966-2-1), any shape."""
    v = np.asarray(values, np.float64)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * np.maximum(v, 0.0031308) ** (1 / 2.4) - 0.055)


def is_hex(color: str) -> bool:
    """Whether `color` is an sRGB colour as people write it, `#rrggbb`."""
    return _HEX.fullmatch(color) is not None


def hex_to_linear(color: str) -> Array:
    """`#rrggbb` to linear light (3,); raises `ValueError` for anything else."""
    if not is_hex(color):
        raise ValueError(f"{color!r} is not a colour of the form #rrggbb.")
    return srgb_to_linear(np.frombuffer(bytes.fromhex(color[1:]), np.uint8) / 255)


@lru_cache(maxsize=4096)
def hex_to_lab(color: str) -> Lab:
    """CIELAB of an sRGB `#rrggbb`, to one decimal, as swatches state it."""
    lightness, a, b = (round(value, 1) for value in linear_to_lab(hex_to_linear(color)).tolist())
    return lightness, a, b


def contrast(first: str, second: str) -> float:
    """Contrast ratio 1..21 of two sRGB `#rrggbb`, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted(float(hex_to_linear(color) @ LUMINANCE) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def linear_to_lab(values: ArrayLike) -> Array:
    """Linear sRGB (…, 3) to CIE L*a*b*, D65, 2° observer."""
    ratio = np.asarray(values, np.float64) @ RGB_TO_XYZ.T / WHITE_D65
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def delta_e_2000(first: ArrayLike, second: ArrayLike) -> Array:
    """CIEDE2000 between L*a*b* colours (…, 3).

    Sharma, Wu, Dalal 2005, "The CIEDE2000 color-difference formula", https://hajim.rochester.edu/ece/sites/gsharma/ciede2000/.
    """
    l1, c1, h1, l2, c2, h2 = *_adjusted(first, second)[0], *_adjusted(first, second)[1]
    dl, dc = l2 - l1, c2 - c1
    turn = (h2 - h1 + 180) % 360 - 180
    turn = np.where((turn == -180) & (h2 > h1), 180.0, turn)
    grey = c1 * c2 == 0
    turn = np.where(grey, 0.0, turn)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = np.where(grey, h1 + h2, (h1 + turn / 2) % 360)
    t = 1 + sum(
        weight * np.cos(np.radians(factor * hue + shift))
        for weight, factor, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    s_l = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * _chroma_pull(chroma) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    return np.asarray(np.sqrt((dl / s_l) ** 2 + (dc / s_c) ** 2 + (dh / s_h) ** 2 + rotation * (dc / s_c) * (dh / s_h)))


def distances(color: str, labs: Iterable[Lab]) -> list[float]:
    """CIEDE2000 between an sRGB `#rrggbb` and each of `labs`; below 1 is hardly seen."""
    others = list(labs)
    return delta_e_2000([hex_to_lab(color)] * len(others), others).tolist() if others else []


def _chroma_pull(chroma: Array) -> Array:
    return np.asarray(np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))


def _adjusted(first: ArrayLike, second: ArrayLike) -> list[tuple[Array, Array, Array]]:
    """L*, C' and h' in degrees of both colours, a* stretched by their common chroma."""
    labs = [np.asarray(lab, np.float64) for lab in (first, second)]
    chroma = sum((np.hypot(lab[..., 1], lab[..., 2]) for lab in labs), np.zeros(())) / 2
    stretch = 1.5 - 0.5 * _chroma_pull(np.asarray(chroma))
    return [_cylinder(lab[..., 0], lab[..., 1] * stretch, lab[..., 2]) for lab in labs]


def _cylinder(lightness: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    return lightness, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
