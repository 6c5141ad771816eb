"""The colours of CSS Color 4 (https://www.w3.org/TR/css-color-4/) that are told by numbers, as sRGB.

The library that draws SVG knows some of them and paints the others black.
"""

import colorsys
import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from renderer.color import RGB_TO_XYZ, linear_to_srgb, srgb_to_linear

Triple = NDArray[np.float64]

FUNCTION = re.compile(r"(\w+)\(([^()]*)\)")
NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|grad|rad|turn)?")
DEGREES = {"deg": 1.0, "grad": 0.9, "rad": math.degrees(1.0), "turn": 360.0}

D50_TO_D65 = np.array(
    [[0.9554734, -0.0230985, 0.0632593], [-0.0283697, 1.0099954, 0.0210414], [0.0123140, -0.0205076, 1.3303659]]
)
"""Bradford."""
WHITE_D50 = np.array([0.9642957, 1.0, 0.8251046])
P3_TO_RGB = np.array([[1.2249402, -0.2249402, 0.0], [-0.0420570, 1.0420570, 0.0], [-0.0196376, -0.0786360, 1.0982736]])
OKLAB_TO_LMS = np.array(
    [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.291485548]]
)
LMS_TO_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.707614701],
    ]
)
"""Ottosson 2020, https://bottosson.github.io/posts/oklab/."""


@lru_cache(maxsize=512)
def css_color(value: str) -> str | None:
    """`oklch(…)`, `color(display-p3 …)`, `hsl(120deg 100% 50% / .5)` and their like as `#rrggbb`, or `rgba(r,g,b,a)`
    where one sees through it; None for anything else, and for what lies beyond all numbers. What no sRGB screen shows
    is clipped channel by channel.
    """
    found = FUNCTION.fullmatch(value.strip().lower())
    if not found:
        return None
    name, inside = found[1].removesuffix("a") if found[1] in ("rgba", "hsla") else found[1], found[2]
    if name == "color":
        name, _, inside = inside.strip().partition(" ")
    said, _, alpha_said = inside.partition("/")
    parts = [part for part in re.split(r"[\s,]+", said.strip()) if part]
    if "," in said and len(parts) == 4 and not alpha_said:
        alpha_said = parts.pop()
    if name not in SPACES or len(parts) != 3:
        return None
    wholes, to_linear = SPACES[name]
    numbers = [_number(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    alpha = _number(alpha_said.strip() or "1", 1.0)
    if alpha is None or None in numbers:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        linear = to_linear(np.array(numbers, np.float64))
    return _written(linear, min(max(alpha, 0.0), 1.0)) if np.isfinite(linear).all() else None


def _number(said: str, whole: float) -> float | None:
    """A component: a number, an angle in degrees, a part of the `whole`, or `none`, which is 0."""
    if said == "none":
        return 0.0
    found = NUMBER.fullmatch(said)
    if not found:
        return None
    unit = found[2]
    value = float(found[1]) * (whole / 100 if unit == "%" else DEGREES.get(unit or "", 1.0))
    return value if math.isfinite(value) else None


def _written(linear: Triple, alpha: float) -> str:
    red, green, blue = (int(each) for each in np.round(linear_to_srgb(np.clip(linear, 0, 1)) * 255))
    return f"#{red:02x}{green:02x}{blue:02x}" if alpha == 1 else f"rgba({red},{green},{blue},{alpha:.4g})"


def _hsl(at: Triple) -> Triple:
    hue, saturation, lightness = at[0] / 360 % 1, *np.clip(at[1:] / 100, 0, 1)
    return srgb_to_linear(np.array(colorsys.hls_to_rgb(hue, lightness, saturation)))


def _hwb(at: Triple) -> Triple:
    white, black = np.clip(at[1:] / 100, 0, None) / max(1.0, (at[1] + at[2]) / 100)
    return srgb_to_linear(np.array(colorsys.hsv_to_rgb(at[0] / 360 % 1, 1, 1)) * (1 - white - black) + white)


def _lab(at: Triple) -> Triple:
    """CSS has its Lab under D50."""
    fy = (at[0] + 16) / 116
    f = np.array([fy + at[1] / 500, fy, fy - at[2] / 200])
    xyz = np.where(f > 6 / 29, f**3, (f - 4 / 29) * 3 * (6 / 29) ** 2) * WHITE_D50
    return _xyz(D50_TO_D65 @ xyz)


def _oklab(at: Triple) -> Triple:
    return np.asarray(LMS_TO_RGB @ (OKLAB_TO_LMS @ at) ** 3)


def _xyz(at: Triple) -> Triple:
    return np.asarray(np.linalg.solve(RGB_TO_XYZ, at))


def _turned(space: Callable[[Triple], Triple]) -> Callable[[Triple], Triple]:
    """A space of lightness, chroma and hue in degrees over one of lightness, a and b."""
    return lambda at: space(at[0] * np.array([1.0, 0, 0]) + at[1] * _direction(at[2]))


def _direction(degrees: float) -> Triple:
    return np.array([0.0, math.cos(math.radians(degrees)), math.sin(math.radians(degrees))])


SPACES: dict[str, tuple[Sequence[float], Callable[[Triple], Triple]]] = {
    "rgb": ((255, 255, 255), lambda at: srgb_to_linear(np.clip(at / 255, 0, 1))),
    "hsl": ((360, 100, 100), _hsl),
    "hwb": ((360, 100, 100), _hwb),
    "lab": ((100, 125, 125), _lab),
    "lch": ((100, 150, 360), _turned(_lab)),
    "oklab": ((1, 0.4, 0.4), _oklab),
    "oklch": ((1, 0.4, 360), _turned(_oklab)),
    "srgb": ((1, 1, 1), lambda at: srgb_to_linear(np.clip(at, 0, 1))),
    "srgb-linear": ((1, 1, 1), lambda at: at),
    "display-p3": ((1, 1, 1), lambda at: P3_TO_RGB @ srgb_to_linear(np.clip(at, 0, 1))),
    "xyz": ((1, 1, 1), _xyz),
    "xyz-d65": ((1, 1, 1), _xyz),
    "xyz-d50": ((1, 1, 1), lambda at: _xyz(D50_TO_D65 @ at)),
}
"""What 100 % of each component is, and the way to linear sRGB, by function or by the space in `color()`."""
