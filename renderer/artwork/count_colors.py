"""The colours of a picture, as a printer would count its inks."""

import numpy as np
from numpy.typing import NDArray

from renderer.color import linear_to_lab, srgb_to_linear

SOLID_ALPHA = 250
LEAST_SHARE = 0.01
SAME_INK = 16.0
"""Distance in CIELAB under which two shades are one ink."""
MOST = 12
BITS = 4
SHADES = 1 << 24
"""Of eight bits in each of three channels."""


def count_colors(pixels: NDArray[np.uint8]) -> tuple[str, ...]:
    """sRGB colours `#rrggbb` of straight-alpha `pixels` (h, w, 4), most ink first, at most 12.

    Shades that lie close count as one; mixtures at edges and traces below 1 % do not count.
    """
    solid = _solid(pixels)
    if not len(solid):
        return ()
    shades, counts = _shades(solid)
    lab, inks, shares = linear_to_lab(srgb_to_linear(shades / 255.0)), list[int](), list[int]()
    for number, count in enumerate(counts):
        distance = np.linalg.norm(lab[inks] - lab[number], axis=1) if inks else np.array([np.inf])
        nearest = int(np.argmin(distance))
        if distance[nearest] > SAME_INK:
            inks.append(number)
            shares.append(int(count))
        else:
            shares[nearest] += int(count)
    order = sorted(range(len(inks)), key=lambda each: -shares[each])
    chosen = [each for each in order if shares[each] >= LEAST_SHARE * len(solid)][:MOST]
    return tuple("#{:02x}{:02x}{:02x}".format(*shades[inks[each]]) for each in chosen)


def flat_colors(pixels: NDArray[np.uint8]) -> tuple[str, ...]:
    """sRGB colours `#rrggbb` that fill areas of `pixels` (h, w, 4) exactly, most ink first: what somebody drew flat."""
    tally = np.bincount(packed(_solid(pixels)))
    colors = np.flatnonzero(tally >= max(LEAST_SHARE * tally.sum(), 1))
    return tuple(f"#{color:06x}" for color in colors[np.argsort(-tally[colors], kind="stable")])


def _solid(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The colours (n, 3) of areas; of all that is seen where there are none."""
    solid = pixels[_inside(pixels)][:, :3]
    return solid if len(solid) else pixels[pixels[..., 3] > 0][:, :3]


def _inside(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Opaque pixels that look like those right and below them: areas, not edges."""
    step = np.zeros(pixels.shape[:2], np.uint8)
    step[:, :-1] = _apart(pixels[:, 1:], pixels[:, :-1])
    step[:-1] = np.maximum(step[:-1], _apart(pixels[1:], pixels[:-1]))
    return np.asarray((pixels[..., 3] >= SOLID_ALPHA) & (step < 8))


def _apart(one: NDArray[np.uint8], two: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest difference over the channels; in bytes, as a large picture is larger in anything else."""
    return np.asarray((np.maximum(one, two) - np.minimum(one, two)).max(axis=-1))


def packed(pixels: NDArray[np.uint8]) -> NDArray[np.int32]:
    """The shade of each of `pixels` (…, 3 or 4) as one number under `SHADES`."""
    red, green, blue = (pixels[..., channel].astype(np.int32) for channel in range(3))
    return np.asarray(red << 16 | green << 8 | blue)


def unpacked(shades: NDArray[np.int64]) -> NDArray[np.int64]:
    """sRGB values (n, 3) of shades as numbers (n,)."""
    return np.stack([shades >> 16, shades >> 8 & 255, shades & 255], axis=1)


def _shades(solid: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The most frequent colour of each coarse cell of the colour cube, most frequent cell first, and their counts."""
    tally = np.bincount(packed(solid))
    colors = np.flatnonzero(tally)
    counts = tally[colors]
    channels = unpacked(colors)
    _, cell = np.unique(channels >> (8 - BITS), axis=0, return_inverse=True)
    total = np.bincount(cell.reshape(-1), weights=counts).astype(np.int64)
    order = np.lexsort((colors, -counts))
    _, first = np.unique(cell.reshape(-1)[order], return_index=True)
    ranked = np.argsort(-total, kind="stable")
    return channels[order[first]][ranked].astype(np.uint8), total[ranked]
