"""What was gathered at half resolution, without its noise."""

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake.denoise import denoise_three
from renderer.studio.bake.even import evened
from renderer.studio.bake.half import Half

Floats = NDArray[np.float32]

MARGIN = 8
"""Half-resolution pixels around what is seen that the denoiser is given as well."""
LEAST = 1e-5
"""Light below which it does not matter what it is made up of."""
CLOUDS = 0.04
"""Share of a lobe by which the denoiser's remains rise and fall; what differs by more is seen to differ."""


def cleaned(half: Half, sky: Floats, wide: Floats, ground: Floats, bounce: Floats) -> tuple[Floats, ...]:
    """Shares of the sky's light (P, 3) and of a lobe (P, 3), light from the ground (P,) and the slots (P, K), cleaned.

    Three passes of the denoiser. How what comes from slots is divided among them changes slowly and is evened out along
    the surface.
    """
    if not len(sky):
        return sky, wide, ground, bounce
    # The denoiser keeps darkness as it is, but not quite an even 1: it is given what is blocked.
    open_sky = 1 - denoised(half, 1 - sky)
    lobe = denoised(half, np.concatenate([1 - wide[:, :1], wide[:, 1:]], axis=1))
    lobe = evened(half, lobe, CLOUDS)
    lobe[:, 0] = 1 - lobe[:, 0]
    sent = bounce.sum(axis=1)
    under, sent = denoised(half, np.stack([ground, sent, (ground + sent) / 2], axis=1)).T[:2]
    return np.clip(open_sky, 0, 1), np.clip(lobe, 0, 1), under, divided(sent, evened(half, bounce))


def divided(whole: Floats, parts: Floats) -> Floats:
    """`whole` (P,) shared out as `parts` (P, C) are; evenly where they are next to nothing."""
    parts = parts + np.float32(LEAST / max(parts.shape[1], 1))
    return np.asarray(whole[:, None] * (parts / parts.sum(axis=1, keepdims=True)), np.float32)


def denoised(half: Half, values: Floats) -> Floats:
    """`values` (P, 3) of the half-resolution points as the denoiser leaves them."""
    y, x = np.divmod(half.pixel, half.width)
    # Beyond the surfaces the denoiser needs little to look at.
    top, left = max(int(y.min()) - MARGIN, 0), max(int(x.min()) - MARGIN, 0)
    height, width = (int(last) + 1 + MARGIN - first for last, first in ((y.max(), top), (x.max(), left)))
    at = (y - top) * width + x - left
    # Where there is no surface the picture holds the mean, so that edges do not ring against darkness.
    picture = np.tile(values.mean(axis=0), (height * width, 1)).astype(np.float32)
    normal = np.zeros((height * width, 3), np.float32)
    picture[at], normal[at] = values, half.normal
    shape = (height, width, 3)
    clean: Floats = denoise_three(picture.reshape(shape), normal.reshape(shape)).reshape(-1, 3)[at]
    return clean
