"""Colour under transparency."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ScalarT = TypeVar("ScalarT", bound=np.generic)

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
    inks = _packed(pixels)[trusted].view(np.uint8).reshape(-1, 4)
    if int((inks.max(axis=0) - inks.min(axis=0))[:3].max()) <= ONE_INK:
        return _in_one_ink(pixels, inks[np.argmax(inks[:, 3])], ~trusted)
    weight = np.where(trusted, pixels[..., 3], 0).astype(np.float32)[..., None] / 255
    near = np.round(_pull(_halved(np.concatenate([pixels[..., :3] * weight, weight], axis=-1)))).astype(np.uint8)
    result = pixels.copy()
    np.copyto(result[..., :3], _doubled(near, trusted.shape), where=~trusted[..., None])
    return result


def _packed(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Pixels (h, w, 4) as one number each (h, w), the same memory where that is possible."""
    return np.ascontiguousarray(pixels).view(np.uint32)[..., 0]


def _in_one_ink(pixels: NDArray[np.uint8], ink: NDArray[np.uint8], where: NDArray[np.bool_]) -> NDArray[np.uint8]:
    result = pixels.copy()
    alpha = _packed(np.array([[[0, 0, 0, 255]]], np.uint8))[0, 0]
    color = _packed(ink.reshape(1, 1, 4))[0, 0] & ~alpha
    numbers = _packed(result)
    np.copyto(numbers, numbers & alpha | color, where=where)
    return result


def _pull(level: Floats) -> Floats:
    """Colours (h, w, 3) for premultiplied `level` (h, w, 4): its own where it has ink, else from the level below."""
    color, weight = level[..., :3], level[..., 3:]
    own: Floats = np.divide(color, weight, out=np.zeros_like(color), where=weight > 0)
    if weight.all():
        return own
    return np.where(weight > 0, own, _doubled(_pull(_halved(level)), weight.shape))


def _doubled(level: NDArray[ScalarT], shape: tuple[int, ...]) -> NDArray[ScalarT]:
    """Each pixel four times, cut to `shape`."""
    return np.repeat(np.repeat(level, 2, axis=0), 2, axis=1)[: shape[0], : shape[1]]


def _halved(level: Floats) -> Floats:
    height, width = level.shape[:2]
    even = np.pad(level, ((0, height % 2), (0, width % 2), (0, 0)))
    quads = even.reshape(even.shape[0] // 2, 2, even.shape[1] // 2, 2, 4)
    return np.asarray(quads.sum(axis=(1, 3)))
