"""Shading normals: what normal maps make of a surface's normal, and how far gloss may follow them."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline
from renderer.studio.bake.storage import NORMAL, TANGENT
from renderer.studio.shade.surface import Table, pick
from renderer.studio.vectors import Vector, cross, dot, normalized

Floats = NDArray[np.float32]

GRAZING = 0.01
"""Least sine above the surface at which a mirror direction leaves it."""


@inline
def surface_normal(geometry: Floats, row: int) -> Vector:
    """The normal of the surface without its normal map."""
    return geometry[row, NORMAL], geometry[row, NORMAL + 1], geometry[row, NORMAL + 2]


@inline
def tangent_at(geometry: Floats, row: int) -> Vector:
    """The direction in which u grows, as it is stored."""
    return geometry[row, TANGENT], geometry[row, TANGENT + 1], geometry[row, TANGENT + 2]


@inline
def tangent_of(geometry: Floats, row: int, normal: Vector) -> Vector:
    """The direction in which u grows, square to `normal`; of no length where there are no UVs."""
    t = tangent_at(geometry, row)
    along = dot(normal, t)
    x, y, z = t[0] - normal[0] * along, t[1] - normal[1] * along, t[2] - normal[2] * along
    if geometry[row, TANGENT + 3] == 0.0 or x * x + y * y + z * z < 1e-12:
        return 0.0, 0.0, 0.0
    return normalized(x, y, z)


@inline
def bumped(geometry: Floats, values: Table, row: int, column: int, view: Vector) -> Vector:
    """The shading normal that the normal map at `column` gives, never turned away from the eye."""
    n = surface_normal(geometry, row)
    x, y, z = n
    if values[1][column] >= 0 and geometry[row, TANGENT + 3] != 0.0:
        t = tangent_of(geometry, row, n)
        b = cross(n, t)
        w = geometry[row, TANGENT + 3]
        p, q, s = pick(values, row, column), pick(values, row, column + 1) * w, pick(values, row, column + 2)
        x, y, z = normalized(
            t[0] * p + b[0] * q + n[0] * s, t[1] * p + b[1] * q + n[1] * s, t[2] * p + b[2] * q + n[2] * s
        )
    facing = dot((x, y, z), view)
    if facing < 0.02:
        lift = 0.02 - facing
        x, y, z = normalized(x + view[0] * lift, y + view[1] * lift, z + view[2] * lift)
    return x, y, z


@inline
def above_surface(surface: Vector, view: Vector, normal: Vector) -> Vector:
    """`normal` turned toward `surface` until the mirror direction of `view` no longer dips below the surface.

    A facet that leans further shows another facet, which shows the sky nearer to the horizon. Keller et al. 2017, "The
    Iray Light Transport Simulation and Rendering System", appendix A.3, https://arxiv.org/abs/1705.01263.
    """
    above = dot(view, surface)
    least = min(0.9 * above, GRAZING)
    along = dot(normal, surface)
    if above <= 0.0 or 2.0 * dot(normal, view) * along - above >= least:
        return normal
    t = normalized(normal[0] - surface[0] * along, normal[1] - surface[1] * along, normal[2] - surface[2] * along)
    # With the normal (sin φ, cos φ) in the plane of t and the surface's, its mirror direction has the height
    # 2 (sin φ · v_t + cos φ · v_g) cos φ − v_g, which is to be `least`.
    level = dot(view, t)
    a = level * level + above * above
    b = 2.0 * (a + above * least)
    c = (least + above) * (least + above)
    root = math.sqrt(max(b * b - 4.0 * a * c, 0.0))
    squared = min(max(0.25 * (b + root if level < 0.0 else b - root) / max(a, 1e-12), 0.0), 1.0)
    out, up = math.sqrt(1.0 - squared), math.sqrt(squared)
    return t[0] * out + surface[0] * up, t[1] * out + surface[1] * up, t[2] * out + surface[2] * up
