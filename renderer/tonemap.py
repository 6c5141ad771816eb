"""Khronos PBR Neutral: colours below 0.8 are kept as they are, highlights are compressed and run to white.

https://github.com/KhronosGroup/ToneMapping/tree/main/PBR_Neutral
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from renderer.jit import inline, kernel

START_COMPRESSION = 0.8 - 0.04
DESATURATION = 0.15


@inline
def pbr_neutral_pixel(r: float, g: float, b: float) -> tuple[float, float, float]:
    """Linear sRGB, any exposure, to linear sRGB in 0..1."""
    low = min(r, g, b)
    offset = low - 6.25 * low * low if low < 0.08 else 0.04
    r, g, b = r - offset, g - offset, b - offset
    peak = max(r, g, b)
    if peak < START_COMPRESSION:
        return r, g, b
    room = 1.0 - START_COMPRESSION
    new_peak = 1.0 - room * room / (peak + room - START_COMPRESSION)
    scale = new_peak / peak
    fade = 1.0 / (DESATURATION * (peak - new_peak) + 1.0)
    white = new_peak * (1.0 - fade)
    return r * scale * fade + white, g * scale * fade + white, b * scale * fade + white


@kernel
def _map_pixels(pixels: NDArray[np.float64], mapped: NDArray[np.float64]) -> None:
    for i in range(len(pixels)):
        mapped[i, 0], mapped[i, 1], mapped[i, 2] = pbr_neutral_pixel(pixels[i, 0], pixels[i, 1], pixels[i, 2])


def pbr_neutral(linear: ArrayLike) -> NDArray[np.float64]:
    """Linear sRGB (…, 3), not negative, to display-linear sRGB in 0..1."""
    values = np.ascontiguousarray(linear, np.float64)
    mapped = np.empty_like(values)
    _map_pixels(values.reshape(-1, 3), mapped.reshape(-1, 3))
    return mapped


def pbr_neutral_inverse(display: ArrayLike) -> NDArray[np.float64]:
    """The light (3,) that `pbr_neutral` shows as the display-linear colour `display` (3,), each below 1.

    Exact where nothing is compressed; above, the scale of the peak is undone and its hue kept.
    """
    shown = np.asarray(display, np.float64)
    peak = float(shown.max())
    room = 1 - START_COMPRESSION
    if peak > START_COMPRESSION:
        light = room**2 / (1 - min(peak, 0.995)) - room + START_COMPRESSION
        shown = shown * (light / peak)
    low = float(shown.min())
    offset = np.sqrt(low / 6.25) - low if low < 0.04 else 0.04
    return np.asarray(shown + max(offset, 0.0))
