"""Directional albedos: how much light each lobe sends back in all, tabulated over angle and roughness.

GGX with height-correlated Smith masking: Heitz 2014, https://jcgt.org/published/0003/02/03/. Split sum: Karis 2013,
https://blog.selfshadow.com/publications/s2013-shading-course/. Light lost between facets is given back as in Turquin
2019, https://blog.selfshadow.com/publications/turquin/ms_comp_final.pdf. Sheen: Estevez and Kulla 2017,
https://blog.selfshadow.com/publications/s2017-shading-course/imageworks/s2017_pbs_imageworks_sheen.pdf.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel
from renderer.kept import kept

Floats = NDArray[np.float32]

SIZE = 48
"""Entries along each axis of a table: √(n·v) and perceptual roughness, both from 0 to 1."""
SAMPLES = 24
"""Samples along each axis of the half vector's square."""


@cache
def albedo_table() -> Floats:
    """(SIZE, SIZE, 3) by roughness and √(n·v): GGX scale and bias of F0, and the albedo of sheen of colour 1."""
    raw = bytearray(kept("tables", "albedo", __file__, lambda: _tabulated().tobytes()))
    return np.frombuffer(raw, np.float32).reshape(SIZE, SIZE, 3)


def _tabulated() -> Floats:
    table = np.empty((SIZE, SIZE, 3), np.float32)
    tabulate(table)
    return table


@kernel
def tabulate(table: Floats) -> None:
    """Integrate every entry by a stratified grid of half vectors."""
    for i in range(SIZE):
        roughness = max(i / (SIZE - 1.0), 0.01)
        for j in range(SIZE):
            cosine = max((j / (SIZE - 1.0)) ** 2, 1e-3)
            scale, bias = integrate_ggx(cosine, roughness * roughness)
            table[i, j, 0], table[i, j, 1] = scale, bias
            table[i, j, 2] = integrate_sheen(cosine, max(roughness, 0.07) ** 2)


@inline
def integrate_ggx(nv: float, alpha: float) -> tuple[float, float]:
    """Albedo = F0 · scale + bias, by sampling visible facets (Heitz 2018, https://jcgt.org/published/0007/04/01/)."""
    vx, vz = math.sqrt(max(0.0, 1.0 - nv * nv)), nv
    sx, sz = alpha * vx, vz
    length = math.sqrt(sx * sx + sz * sz)
    sx, sz = sx / length, sz / length
    scale = bias = 0.0
    for a in range(SAMPLES):
        radius = math.sqrt((a + 0.5) / SAMPLES)
        for b in range(SAMPLES):
            phi = 2.0 * math.pi * (b + 0.5 * (a % 2)) / SAMPLES
            p, q = radius * math.cos(phi), radius * math.sin(phi)
            blend = 0.5 * (1.0 + sz)
            q = (1.0 - blend) * math.sqrt(max(0.0, 1.0 - p * p)) + blend * q
            up = math.sqrt(max(0.0, 1.0 - p * p - q * q))
            # Basis of the stretched view: along y, square to both, and the view itself.
            hx, hy, hz = -q * sz + up * sx, p, q * sx + up * sz
            hx, hy, hz = alpha * hx, alpha * hy, max(hz, 1e-7)
            norm = math.sqrt(hx * hx + hy * hy + hz * hz)
            hx, hz = hx / norm, hz / norm
            vh = vx * hx + vz * hz
            nl = 2.0 * vh * hz - vz
            if nl <= 0.0 or vh <= 0.0:
                continue
            share = masking_ratio(nl, nv, alpha)
            fresnel = (1.0 - vh) ** 5
            scale += share * (1.0 - fresnel)
            bias += share * fresnel
    return scale / (SAMPLES * SAMPLES), bias / (SAMPLES * SAMPLES)


@inline
def masking_ratio(nl: float, nv: float, alpha: float) -> float:
    """G2 / G1(v): the weight of a sample of the visible facets."""
    a2 = alpha * alpha
    lv = math.sqrt(a2 + (1.0 - a2) * nv * nv)
    ll = math.sqrt(a2 + (1.0 - a2) * nl * nl)
    return nl * (nv + lv) / (nl * lv + nv * ll)


@inline
def integrate_sheen(nv: float, alpha: float) -> float:
    """Albedo of the Charlie lobe with its own masking, over the uniform hemisphere of light.

    https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_sheen#sheen-visibility
    """
    steps = 2 * SAMPLES
    vx = math.sqrt(max(0.0, 1.0 - nv * nv))
    total = 0.0
    hidden = sheen_masking(nv, alpha)
    for a in range(steps):
        nl = (a + 0.5) / steps
        shadowed = 4.0 * nv * nl * (1.0 + hidden + sheen_masking(nl, alpha))
        ring = math.sqrt(max(0.0, 1.0 - nl * nl))
        for b in range(steps):
            phi = math.pi * (b + 0.5) / steps
            hx, hy, hz = vx + ring * math.cos(phi), ring * math.sin(phi), nv + nl
            nh = hz / math.sqrt(hx * hx + hy * hy + hz * hz)
            total += charlie(nh, alpha) / shadowed * nl
    return min(total * 2.0 * math.pi / (steps * steps), 1.0)


@inline
def sheen_masking(cosine: float, alpha: float) -> float:
    """Λ of the Charlie lobe at an angle to the normal: Estevez and Kulla's fit."""
    if cosine < 0.5:
        return math.exp(sheen_fit(cosine, alpha))
    return math.exp(2.0 * sheen_fit(0.5, alpha) - sheen_fit(1.0 - cosine, alpha))


@inline
def sheen_fit(x: float, alpha: float) -> float:
    """Their L(x), between its coefficients for α = 0 and 1."""
    t = (1.0 - alpha) ** 2
    a, b = 21.5473 + (25.3245 - 21.5473) * t, 3.82987 + (3.32435 - 3.82987) * t
    c, d, e = (
        0.19823 + (0.16801 - 0.19823) * t,
        -1.97760 + (-1.27393 + 1.97760) * t,
        -4.32054 + (-4.85967 + 4.32054) * t,
    )
    return float(a / (1.0 + b * x**c) + d * x + e)


@inline
def charlie(nh: float, alpha: float) -> float:
    """The Charlie distribution of facets."""
    sine = max(1.0 - nh * nh, 1e-6)
    return float((2.0 + 1.0 / alpha) * sine ** (0.5 / alpha) / (2.0 * math.pi))


@inline
def look_up_albedo(table: Floats, roughness: float, nv: float) -> tuple[float, float, float]:
    """Scale, bias and sheen at a roughness and a cosine, bilinear."""
    y = min(max(roughness, 0.0), 1.0) * (SIZE - 1.0)
    x = math.sqrt(min(max(nv, 0.0), 1.0)) * (SIZE - 1.0)
    i, j = min(int(y), SIZE - 2), min(int(x), SIZE - 2)
    fy, fx = y - i, x - j
    wa, wb, wc, wd = (1 - fy) * (1 - fx), (1 - fy) * fx, fy * (1 - fx), fy * fx
    # One number at a time: a row of the table as an array of its own would cost more than the sum.
    return (
        table[i, j, 0] * wa + table[i, j + 1, 0] * wb + table[i + 1, j, 0] * wc + table[i + 1, j + 1, 0] * wd,
        table[i, j, 1] * wa + table[i, j + 1, 1] * wb + table[i + 1, j, 1] * wc + table[i + 1, j + 1, 1] * wd,
        table[i, j, 2] * wa + table[i, j + 1, 2] * wb + table[i + 1, j, 2] * wc + table[i + 1, j + 1, 2] * wd,
    )
