"""Implicit forms: functions of points (n, 3) that are negative inside, roughly a distance in metres near their surface.

A moulded body is drawn as a few crowned slabs, intersected with soft edges; panels are then cut from its skin.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicSpline
from scipy.spatial import KDTree

from models.golf_cart.author.kit.curves import spline
from models.golf_cart.author.piece import Floats

Form = Callable[[Floats], Floats]


def smoothstep(values: ArrayLike) -> Floats:
    """0 below 0, 1 above 1, C2 between (Perlin's quintic)."""
    t = np.clip(np.asarray(values, float), 0.0, 1.0)
    return np.asarray(t * t * t * (t * (t * 6 - 15) + 10))


def bell(values: ArrayLike) -> Floats:
    """A Gaussian bump: 1 at 0."""
    return np.asarray(np.exp(-np.minimum(np.square(np.asarray(values, float)), 500.0)))


def soft_max(first: Floats, second: Floats, radius: float, power: float = 2.4) -> Floats:
    """Intersection, its edge rounded over `radius`; above power 2 curvature starts from zero, as on pressed panels."""
    u, v = np.maximum(first + radius, 0.0), np.maximum(second + radius, 0.0)
    blend = (u**power + v**power) ** (1 / power) - radius
    return np.where((u > 0) & (v > 0), blend, np.maximum(first, second))


def gradient(form: Form, points: Floats, step: float = 4e-4) -> Floats:
    """Unit outward normals by central differences."""
    offsets = step * np.eye(3)
    slopes = np.column_stack([form(points + offset) - form(points - offset) for offset in offsets])
    return np.asarray(slopes / np.linalg.norm(slopes, axis=1, keepdims=True))


class Profile:
    """A plane region to the right of an open curve, as a smooth signed distance."""

    def __init__(self, points: ArrayLike, samples: int = 3000) -> None:
        self.curve = spline(points, samples)
        tangent = np.gradient(self.curve, axis=0)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
        self.normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
        self._tree = KDTree(self.curve)

    def __call__(self, first: Floats, second: Floats) -> Floats:
        """Distance of (first, second) points, negative inside."""
        points = np.column_stack([first, second])
        nearest = self._tree.query(points)[1]
        return np.asarray(np.einsum("ij,ij->i", points - self.curve[nearest], self.normal[nearest]))


def table(pairs: ArrayLike) -> Callable[[Floats], Floats]:
    """A C2 function through (argument, value) rows, constant slope beyond them."""
    rows = np.asarray(pairs, float)
    rows = rows[np.argsort(rows[:, 0])]
    curve = CubicSpline(rows[:, 0], rows[:, 1], bc_type="natural")
    low, high = rows[0, 0], rows[-1, 0]

    def value(argument: Floats) -> Floats:
        inside = np.clip(argument, low, high)
        return np.asarray(curve(inside) + (argument - inside) * curve(inside, 1))

    return value
