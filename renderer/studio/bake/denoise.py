"""What was gathered, without its noise."""

import numpy as np
from numpy.typing import NDArray

from renderer.oidn import FAST, filtered

Floats = NDArray[np.float32]


def denoise(channels: Floats, normal: Floats) -> Floats:
    """(H, W, C) light without its noise; three channels at a time, guided by `normal` (H, W, 3), 0 where nothing is."""
    count = channels.shape[-1]
    padded = np.concatenate([channels, np.zeros((*channels.shape[:2], -count % 3), np.float32)], axis=-1)
    clean = [denoise_three(padded[..., c : c + 3], normal) for c in range(0, count, 3)]
    return np.concatenate(clean, axis=-1)[..., :count] if clean else channels


def denoise_three(color: Floats, normal: Floats | None) -> Floats:
    """One pass over (H, W, 3), guided by `normal` (H, W, 3) where there is one: 0 only where there is no surface.

    A plane needs no guide, and guides that are 0 all over make it come out too dark and green.
    """
    if not color.any():
        return color.copy()
    images = {"color": color}
    if normal is not None:
        images["albedo"] = (normal != 0).any(axis=-1, keepdims=True) * np.ones(3, np.float32)
        images["normal"] = normal
    return np.maximum(filtered(images, "color", hdr=True, quality=FAST), 0)
