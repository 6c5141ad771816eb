"""How a texture lies on its coordinates."""

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.container import Json


def uv_matrix(transform: Json) -> NDArray[np.float64]:
    """(2, 3) of a KHR_texture_transform: translation · rotation · scale, for column vectors (u, v, 1).

    https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_texture_transform
    """
    (du, dv), (su, sv) = transform.get("offset", (0, 0)), transform.get("scale", (1, 1))
    sine, cosine = np.sin(transform.get("rotation", 0.0)), np.cos(transform.get("rotation", 0.0))
    return np.array([[cosine * su, sine * sv, du], [-sine * su, cosine * sv, dv]])
