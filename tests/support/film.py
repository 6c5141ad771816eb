"""KHR_materials_iridescence once more, over arrays: what kernels are held against.

Belcour and Barla 2017, https://belcour.github.io/blog/research/publication/2017/05/01/brdf-thin-film.html, as in
https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_iridescence.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

XYZ_TO_RGB = np.array(
    [[3.2404542, -0.9692660, 0.0556434], [-1.5371385, 1.8760108, -0.2040259], [-0.4985314, 0.0415560, 1.0572252]]
)


def reflectance_by_arrays(ior: float, thickness_nm: float, f0: Array, cosine: float) -> Array:
    """Reflectance (…, 3) at `cosine` of a film of `thickness_nm` over a base of `f0`."""
    below = np.sqrt(1 - (1 - cosine**2) / ior**2)
    first = _schlick(((ior - 1) / (ior + 1)) ** 2, cosine)
    root = np.sqrt(np.clip(f0, 0, 0.9999))
    base_ior = (1 + root) / (1 - root)
    second = _schlick(((base_ior - ior) / (base_ior + ior)) ** 2, below)
    phase = np.where(base_ior < ior, np.pi, 0.0) + (np.pi if ior > 1 else 0.0)
    path = 2 * ior * thickness_nm * below
    both = np.clip(first * second, 1e-5, 0.9999)
    through = (1 - first) ** 2 * second / (1 - both)
    total = first + through
    fringe = through - (1 - first)
    for order in (1, 2):
        fringe = fringe * np.sqrt(both)
        total = total + fringe * 2 * _sensitivity(order * path, order * phase)
    return np.asarray(np.clip(total, 0, 1))


def _schlick(f0: Any, cosine: float) -> Any:  # noqa: ANN401 - a number or an array
    return f0 + (1 - f0) * (1 - cosine) ** 5


def _sensitivity(path_nm: float, shift: Array) -> Array:
    """How much the three receptors see of a fringe, in linear sRGB (…, 3)."""
    phase = 2 * np.pi * path_nm * 1e-9
    height = np.array([5.4856e-13, 4.4201e-13, 5.2481e-13])
    place = np.array([1.6810e06, 1.7953e06, 2.2084e06])
    width = np.array([4.3278e09, 9.3046e09, 6.6121e09])
    xyz = height * np.sqrt(2 * np.pi * width) * np.cos(place * phase + shift) * np.exp(-(phase**2) * width)
    extra = 9.7470e-14 * np.sqrt(2 * np.pi * 4.5282e09) * np.exp(-4.5282e09 * phase**2)
    xyz = xyz + np.stack([extra * np.cos(2.2399e06 * phase + shift[..., 0]), *[0 * xyz[..., 0]] * 2], axis=-1)
    return np.asarray(xyz / 1.0685e-7 @ XYZ_TO_RGB)
