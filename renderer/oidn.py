"""Open Image Denoise. https://www.openimagedenoise.org."""

import os
from functools import cache

import numpy as np
import pyoidn  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FAST = int(pyoidn.OIDN_QUALITY_FAST)
"""A value of the filter's setting `quality`."""


def filtered(images: dict[str, Floats], main: str, **settings: bool | int) -> Floats:
    """The image `main` of `images`, each (H, W, 3), without its noise; the others guide. One pass of the filter RT."""
    images = {name: np.ascontiguousarray(image) for name, image in images.items()}
    output = np.empty_like(images[main])
    rt = pyoidn.Filter(_device(os.getpid()), pyoidn.OIDN_FILTER_TYPE_RT)
    for name, image in (*images.items(), ("output", output)):
        rt.set_image(name, image, pyoidn.OIDN_FORMAT_FLOAT3)
    for name, value in settings.items():
        (rt.set_bool if isinstance(value, bool) else rt.set_int)(name, value)
    rt.commit()
    rt.execute()
    return output


@cache
def _device(process: int) -> "pyoidn.Device":
    """One device a process: it does not survive a fork. One thread, so that bytes are the same."""
    del process
    device = pyoidn.Device(pyoidn.OIDN_DEVICE_TYPE_CPU)
    device.set_int("numThreads", 1)
    device.set_bool("setAffinity", False)
    device.commit()
    return device
