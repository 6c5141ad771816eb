"""A path-traced picture without its noise."""

import numpy as np
from numpy.typing import NDArray

from renderer.oidn import filtered

Floats = NDArray[np.float32]


def denoise(color: Floats, albedo: Floats, normal: Floats) -> Floats:
    """Radiance (H, W, 3) without its noise, guided by the first surface's albedo and normals (H, W, 3).

    The guides are cleaned first, so that their noise at edges is not taken for detail.
    """
    if not color.any():
        return color
    albedo, normal = (filtered({name: each}, name) for name, each in (("albedo", albedo), ("normal", normal)))
    images = {"color": color, "albedo": albedo, "normal": normal}
    return np.maximum(filtered(images, "color", hdr=True, cleanAux=True), 0)
