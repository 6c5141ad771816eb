"""Colour under transparency."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TRUSTED_ALPHA = 48
"""Below this an 8-bit colour that was once multiplied by its alpha is mostly rounding error."""

ONE_INK = 6
"""A drawing whose colours differ by no more has one ink, and rounding."""


def bleed(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A copy of straight-alpha `pixels` (h, w, 4) in which nearly transparent ones have the colour of ink near them.

    Push and pull: colours are averaged down a pyramid and the holes filled on the way back up (Gortler et al., The
    Lumigraph, SIGGRAPH 1996). Where there is no ink at all, nothing changes.
    """
    trusted = pixels[..., 3] >= TRUSTED_ALPHA
    if not trusted.any():
        return pixels.copy()
    inks = pixels[trusted][:, :3]
    if int(np.ptp(inks, axis=0).max()) <= ONE_INK:
        result = pixels.copy()
        result[..., :3][~trusted] = inks[np.argmax(pixels[trusted][:, 3])]
        return result
    weight = np.where(trusted, pixels[..., 3], 0).astype(np.float32)[..., None] / 255
    filled = _pull(np.concatenate([pixels[..., :3] * weight, weight], axis=-1))
    result = pixels.copy()
    result[..., :3][~trusted] = np.round(filled[~trusted]).astype(np.uint8)
    return result


def _pull(level: Floats) -> Floats:
    """Colours (h, w, 3) for premultiplied `level` (h, w, 4): its own where it has ink, else from the level below."""
    color, weight = level[..., :3], level[..., 3:]
    own: Floats = np.divide(color, weight, out=np.zeros_like(color), where=weight > 0)
    if weight.all():
        return own
    height, width = weight.shape[:2]
    below = _pull(_halved(level))
    coarse = np.repeat(np.repeat(below, 2, axis=0), 2, axis=1)[:height, :width]
    return np.where(weight > 0, own, coarse)


def _halved(level: Floats) -> Floats:
    height, width = level.shape[:2]
    even = np.pad(level, ((0, height % 2), (0, width % 2), (0, 0)))
    quads = even.reshape(even.shape[0] // 2, 2, even.shape[1] // 2, 2, 4)
    return np.asarray(quads.sum(axis=(1, 3)))
