"""Open Image Denoise over a path-traced picture. https://www.openimagedenoise.org."""

import os
from functools import cache

import numpy as np
import pyoidn  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@cache
def _device(process: int) -> "pyoidn.Device":
    """One device a process: it does not survive a fork. One thread, so that bytes are the same."""
    del process
    device = pyoidn.Device(pyoidn.OIDN_DEVICE_TYPE_CPU)
    device.set_int("numThreads", 1)
    device.set_bool("setAffinity", False)
    device.commit()
    return device


def denoise(color: Floats, albedo: Floats, normal: Floats) -> Floats:
    """Radiance (H, W, 3) without its noise, guided by the first surface's albedo and normals (H, W, 3).

    The guides are cleaned first, so that their noise at edges is not taken for detail.
    """
    if not color.any():
        return color
    albedo, normal = (_filtered({name: each}, name) for name, each in (("albedo", albedo), ("normal", normal)))
    return _filtered({"color": color, "albedo": albedo, "normal": normal}, "color", hdr=True, cleanAux=True)


def _filtered(images: dict[str, Floats], main: str, **flags: bool) -> Floats:
    """One pass of the filter over the image `main`."""
    images = {name: np.ascontiguousarray(image) for name, image in images.items()}
    output = np.empty_like(images[main])
    rt = pyoidn.Filter(_device(os.getpid()), pyoidn.OIDN_FILTER_TYPE_RT)
    for name, image in (*images.items(), ("output", output)):
        rt.set_image(name, image, pyoidn.OIDN_FORMAT_FLOAT3)
    for name, value in flags.items():
        rt.set_bool(name, value)
    rt.commit()
    rt.execute()
    return np.asarray(np.maximum(output, 0) if main == "color" else output)
