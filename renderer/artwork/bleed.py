"""Colour under transparency."""

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

TRUSTED_ALPHA = 48
"""Below this an 8-bit colour that was once multiplied by its alpha is mostly rounding error."""

ONE_INK = 6
"""A drawing whose colours differ by no more has one ink, and rounding."""


def bleed(pixels: Pixels) -> Pixels:
    """A copy of straight-alpha `pixels` (h, w, 4) in which nearly transparent ones have the colour of ink near them.

    Push and pull: colours are averaged down a pyramid and the holes filled on the way back up (Gortler et al., The
    Lumigraph, SIGGRAPH 1996). Where there is no ink at all, nothing changes.
    """
    result = np.array(pixels, order="C")
    least, most, ink = np.full(3, 255, np.uint8), np.zeros(3, np.uint8), np.zeros(4, np.uint8)
    _find_inks(result, least, most, ink)
    if not ink[3]:
        return result
    if int((most - least).max()) <= ONE_INK:
        _fill(np.array([[[*ink[:3], 1]]], np.float32), max(result.shape), result)
        return result
    level = np.empty((*_half(pixels.shape), 4), np.float32)
    _weigh(result, level)
    _fill(_pull(level), 2, result)
    return result


def _pull(level: Floats) -> Floats:
    """`level` (h, w, 4), colours times their weights and weights, divided by these; its holes from the level below."""
    if max(level.shape[:2]) > 1:
        smaller = np.zeros((*_half(level.shape), 4), np.float32)
        _halve(level, smaller)
        _divide(level, _pull(smaller))
    else:
        _divide(level, level)
    return level


def _half(shape: tuple[int, ...]) -> tuple[int, int]:
    return -(-shape[0] // 2), -(-shape[1] // 2)


@kernel
def _find_inks(pixels: Pixels, least: Pixels, most: Pixels, ink: Pixels) -> None:
    """Least and most of each channel of what is trusted, and its most opaque pixel, up to where there are two inks."""
    rows, columns, _ = pixels.shape
    for r in range(rows):
        for c in range(columns):
            alpha = pixels[r, c, 3]
            if alpha < TRUSTED_ALPHA:
                continue
            for k in range(3):
                least[k], most[k] = min(least[k], pixels[r, c, k]), max(most[k], pixels[r, c, k])
                if most[k] - least[k] > ONE_INK:
                    ink[3] = alpha
                    return
            if alpha > ink[3]:
                ink[0], ink[1], ink[2], ink[3] = pixels[r, c, 0], pixels[r, c, 1], pixels[r, c, 2], alpha


@kernel
def _weigh(pixels: Pixels, level: Floats) -> None:
    """Fill the first level (h / 2, w / 2, 4) with the sums of the trusted of 2 × 2 pixels, by their alpha."""
    rows, columns, _ = level.shape
    for r in range(rows):
        for c in range(columns):
            red = green = blue = weight = np.float32(0)
            for y in range(2 * r, min(2 * r + 2, pixels.shape[0])):
                for x in range(2 * c, min(2 * c + 2, pixels.shape[1])):
                    if pixels[y, x, 3] >= TRUSTED_ALPHA:
                        alpha = np.float32(pixels[y, x, 3])
                        red, green = red + pixels[y, x, 0] * alpha, green + pixels[y, x, 1] * alpha
                        blue, weight = blue + pixels[y, x, 2] * alpha, weight + alpha
            level[r, c, 0], level[r, c, 1], level[r, c, 2], level[r, c, 3] = red, green, blue, weight


@kernel
def _halve(level: Floats, smaller: Floats) -> None:
    """Add each of `level` (h, w, 4) to its quarter of `smaller` (h / 2, w / 2, 4)."""
    rows, columns, _ = level.shape
    for r in range(rows):
        for c in range(columns):
            for k in range(4):
                smaller[r // 2, c // 2, k] += level[r, c, k]


@kernel
def _divide(level: Floats, below: Floats) -> None:
    """Divide colours (h, w, 4) by their weights, and take those of weight 0 from `below`, at half the size."""
    rows, columns, _ = level.shape
    for r in range(rows):
        for c in range(columns):
            weight = level[r, c, 3]
            for k in range(3):
                level[r, c, k] = level[r, c, k] / weight if weight > 0.0 else below[r // 2, c // 2, k]


@kernel
def _fill(colors: Floats, size: int, pixels: Pixels) -> None:
    """Give those of `pixels` (h, w, 4) that are not trusted the colour of their square of so many pixels."""
    rows, columns, _ = pixels.shape
    for r in range(rows):
        for c in range(columns):
            if pixels[r, c, 3] < TRUSTED_ALPHA:
                for k in range(3):
                    pixels[r, c, k] = np.uint8(colors[r // size, c // size, k] + np.float32(0.5))
