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


def denoise_three(color: Floats, normal: Floats) -> Floats:
    """One pass over (H, W, 3)."""
    if not color.any():
        return color.copy()
    color, normal = np.ascontiguousarray(color), np.ascontiguousarray(normal)
    albedo = np.ascontiguousarray((normal != 0).any(axis=-1, keepdims=True) * np.ones(3, np.float32))
    output = np.empty_like(color)
    device = _device(os.getpid())
    rt = pyoidn.Filter(device, pyoidn.OIDN_FILTER_TYPE_RT)
    for name, image in (("color", color), ("albedo", albedo), ("normal", normal), ("output", output)):
        rt.set_image(name, image, pyoidn.OIDN_FORMAT_FLOAT3)
    rt.set_bool("hdr", True)
    rt.set_int("quality", pyoidn.OIDN_QUALITY_FAST)
    rt.commit()
    rt.execute()
    return np.maximum(output, 0)
