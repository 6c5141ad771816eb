"""Where light goes on behind glass: bent by its index of refraction, and scattered by its roughness.

glTF: surfaces without a volume are thin, and bend nothing; volumes are bent into and out of. Facets of rough glass are
those of its gloss. https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_volume;
Walter et al. 2007, https://www.graphics.cornell.edu/~bjw/microfacetbsdf.pdf.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.studio.bake.sampling import basis, pair
from renderer.studio.vectors import Vector, dot

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@kernel
def bend(
    toward: Floats,
    normal: Floats,
    face: Floats,
    glass: Floats,
    number: Ints,
    layer: int,
    scatters: bool,
) -> None:
    """Turn unit directions `toward` (n, 3) as they pass a surface.

    `normal` (n, 3) is the smooth one and `face` that of the triangle; `glass` (n, 2) its index of refraction, 0 where
    it is thin, and α of its facets. `number` chooses the facet, where it `scatters`.
    """
    for i in range(len(toward)):
        d = (float(toward[i, 0]), float(toward[i, 1]), float(toward[i, 2]))
        n = (float(normal[i, 0]), float(normal[i, 1]), float(normal[i, 2]))
        if dot(n, d) > 0.0:
            n = (-n[0], -n[1], -n[2])
        h = n
        if scatters and glass[i, 1] > 0.0:
            h = facet(n, glass[i, 1], layer, number[i])
        if glass[i, 0] > 0.0:
            enters = face[i, 0] * d[0] + face[i, 1] * d[1] + face[i, 2] * d[2] < 0.0
            t = refracted(d, h, 1.0 / glass[i, 0] if enters else glass[i, 0])
        else:
            t = through_pane(d, n, h)
        toward[i, 0], toward[i, 1], toward[i, 2] = t


@inline
def facet(n: Vector, alpha: float, layer: int, number: int) -> Vector:
    """A GGX facet around `n`."""
    s, t = pair(layer, number)
    cosine = math.sqrt((1.0 - s) / (1.0 + (alpha * alpha - 1.0) * s))
    sine, phi = math.sqrt(max(0.0, 1.0 - cosine * cosine)), 2.0 * math.pi * t
    u, v = sine * math.cos(phi), sine * math.sin(phi)
    ax, ay, az, bx, by, bz = basis(n[0], n[1], n[2])
    return ax * u + bx * v + n[0] * cosine, ay * u + by * v + n[1] * cosine, az * u + bz * v + n[2] * cosine


@inline
def refracted(d: Vector, h: Vector, ratio: float) -> Vector:
    """`d` behind a surface with the normal `h`, by Snell's law; off it where nothing gets out."""
    cosine = -dot(d, h)
    squared = 1.0 - ratio * ratio * (1.0 - cosine * cosine)
    along = 2.0 * cosine if squared < 0.0 else ratio * cosine - math.sqrt(squared)
    ratio = 1.0 if squared < 0.0 else ratio
    x, y, z = ratio * d[0] + along * h[0], ratio * d[1] + along * h[1], ratio * d[2] + along * h[2]
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


@inline
def through_pane(d: Vector, n: Vector, h: Vector) -> Vector:
    """`d` behind a thin pane: what its facet `h` would reflect, on the pane's other side; else straight on."""
    turn = 2.0 * dot(d, h)
    x, y, z = d[0] - turn * h[0], d[1] - turn * h[1], d[2] - turn * h[2]
    above = 2.0 * (x * n[0] + y * n[1] + z * n[2])
    if above <= 0.0 or turn >= 0.0:
        return d
    return x - above * n[0], y - above * n[1], z - above * n[2]
