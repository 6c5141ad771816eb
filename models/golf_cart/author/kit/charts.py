"""Charts: flat sheets laid around a form, on which panel outlines are drawn in metres, nearly."""

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
    """A sheet over a slab: flat over `core` (right and up, low and high), bent by quarter circles of `radius` round its
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
    """Sheet points (n, 2) carried along the chart's rays to where the form ends; raises ValueError as `met` does."""
    return met(form, *chart.rays(np.asarray(uv, float)), reach)


def met(form: Form, origin: Floats, direction: Floats, reach: float = 0.7) -> Floats:
    """Where rays (n, 3) from inside a form leave it.

    Raises ValueError where a ray starts outside the form or never leaves it.
    """
    steps = np.linspace(0.0, reach, 24)
    values = np.stack([form(origin + step * direction) for step in steps])
    outside = values > 0
    if outside[0].any() or not outside.any(axis=0).all():
        wrong = np.flatnonzero(outside[0] | ~outside.any(axis=0))[0]
        raise ValueError(f"No skin along the ray from {origin[wrong].round(3)} towards {direction[wrong].round(3)}.")
    first = np.argmax(outside, axis=0)
    each = np.arange(len(first))
    bracket = (steps[first - 1], steps[first], values[first - 1, each], values[first, each])
    return np.asarray(origin + _crossing(form, origin, direction, bracket)[:, None] * direction)


def _crossing(form: Form, origin: Floats, direction: Floats, bracket: tuple[Floats, Floats, Floats, Floats]) -> Floats:
    """Where the form ends between two reaches with their values (Illinois false position); to about a micrometre."""
    low, high, inner, outer = bracket
    side = np.zeros(len(low))
    for _ in range(9):
        reach = np.clip((low * outer - high * inner) / (outer - inner), low, high)
        value = form(origin + reach[:, None] * direction)
        beyond = value > 0
        low, inner = np.where(beyond, low, reach), np.where(beyond, np.where(side > 0, inner / 2, inner), value)
        high, outer = np.where(beyond, reach, high), np.where(beyond, value, np.where(side < 0, outer / 2, outer))
        inner, outer = np.minimum(inner, -1e-15), np.maximum(outer, 1e-15)
        side = np.where(beyond, 1.0, -1.0)
    return reach


def seen(form: Form, axes: Floats, places: ArrayLike, depth: float = 0.0) -> Floats:
    """Where lines of sight along -`out` through (right, up) places (n, 2) first meet a form, from inside at `depth`."""
    flat = SlabChart(axes, depth, ((-9.0, 9.0), (-9.0, 9.0)), 1.0)
    return lifted(form, flat, places, reach=1.6)
