"""Open Image Denoise over what was gathered. https://www.openimagedenoise.org."""

import os
from functools import cache

import numpy as np
import pyoidn  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@cache
def _device(process: int) -> "pyoidn.Device":
    """One device a process: it does not survive a fork."""
    del process
    device = pyoidn.Device(pyoidn.OIDN_DEVICE_TYPE_CPU)
    device.set_int("numThreads", 1)
    device.set_bool("setAffinity", False)
    device.commit()
    return device


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
    output = np.empty_like(color, order="C")
    images = {"color": np.ascontiguousarray(color), "output": output}
    if normal is not None:
        images["albedo"] = np.ascontiguousarray((normal != 0).any(axis=-1, keepdims=True) * np.ones(3, np.float32))
        images["normal"] = np.ascontiguousarray(normal)
    device = _device(os.getpid())
    rt = pyoidn.Filter(device, pyoidn.OIDN_FILTER_TYPE_RT)
    for name, image in images.items():
        rt.set_image(name, image, pyoidn.OIDN_FORMAT_FLOAT3)
    rt.set_bool("hdr", True)
    rt.set_int("quality", pyoidn.OIDN_QUALITY_FAST)
    rt.commit()
    rt.execute()
    return np.maximum(output, 0)
