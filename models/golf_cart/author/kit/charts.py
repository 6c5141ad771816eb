"""Charts: flat sheets laid around a form, on which panel outlines are drawn. Sheet units are metres on the form, nearly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.golf_cart.author.kit.forms import Form
from models.golf_cart.author.piece import Floats

LEFT = np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
FRONT = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
REAR = np.array([[-1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, -1.0]])
TOP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
BOTTOM = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
"""Rows: right, up and out as somebody sees the sheet from outside."""


@dataclass(frozen=True)
class SlabChart:
    """A sheet over a slab: flat over `core` (right and up, low and high), bent by quarter circles of `radius` around its
    edges and straight again behind them. The bend's centre lies at `depth` along the outward axis."""

    axes: Floats
    depth: float
    core: tuple[tuple[float, float], tuple[float, float]]
    radius: float

    def rays(self, uv: Floats) -> tuple[Floats, Floats]:
        """Origins inside the form, and unit directions outward, for sheet points (n, 2)."""
        low, high = np.array(self.core).T
        nearest = np.clip(uv, low, high)
        excess = uv - nearest
        far = np.linalg.norm(excess, axis=1)
        aside = excess / np.maximum(far, 1e-12)[:, None]
        angle = np.minimum(far / self.radius, np.pi / 2)
        behind = np.maximum(far - self.radius * np.pi / 2, 0.0)
        local = np.column_stack([nearest, self.depth - behind])
        out = np.column_stack([aside * np.sin(angle)[:, None], np.cos(angle)])
        return local @ self.axes, out @ self.axes

    def sheet(self, points: ArrayLike) -> Floats:
        """Where points on the form (n, 3) lie on the sheet."""
        local = np.asarray(points, float) @ self.axes.T
        low, high = np.array(self.core).T
        nearest = np.clip(local[:, :2], low, high)
        aside = local[:, :2] - nearest
        far, height = np.linalg.norm(aside, axis=1), local[:, 2] - self.depth
        angle = np.arctan2(far, np.maximum(height, 0.0))
        reach = self.radius * angle + np.maximum(-height, 0.0)
        return np.asarray(
            nearest + aside / np.maximum(far, 1e-12)[:, None] * np.where(far > 1e-12, reach, 0.0)[:, None]
        )


def lifted(form: Form, chart: SlabChart, uv: ArrayLike, reach: float = 0.7) -> Floats:
    """Sheet points (n, 2) carried along the chart's rays to where the form ends.

    Raises ValueError where a ray starts outside the form or never leaves it.
    """
    origin, direction = chart.rays(np.asarray(uv, float))
    steps = np.linspace(0.0, reach, 36)
    values = np.stack([form(origin + step * direction) for step in steps])
    outside = values > 0
    if outside[0].any() or not outside.any(axis=0).all():
        wrong = np.flatnonzero(outside[0] | ~outside.any(axis=0))[0]
        raise ValueError(f"No skin along the ray from {origin[wrong].round(3)} towards {direction[wrong].round(3)}.")
    first = np.argmax(outside, axis=0)
    low, high = steps[first - 1], steps[first]
    for _ in range(26):
        middle = 0.5 * (low + high)
        beyond = form(origin + middle[:, None] * direction) > 0
        low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
    return np.asarray(origin + (0.5 * (low + high))[:, None] * direction)


def seen(form: Form, axes: Floats, places: ArrayLike, depth: float = 0.0) -> Floats:
    """Where lines of sight along -`out` through (right, up) places (n, 2) first meet a form, from inside at `depth`."""
    flat = SlabChart(axes, depth, ((-9.0, 9.0), (-9.0, 9.0)), 1.0)
    return lifted(form, flat, places, reach=1.6)
