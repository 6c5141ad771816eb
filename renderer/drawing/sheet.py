"""Views, dimensions and title block in their places on a sheet of A4, landscape, to a scale of ISO 5455."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.drawing.dimension import AWAY_MM, BEYOND_MM, Dimension
from renderer.drawing.view import LineView

Floats = NDArray[np.float64]

WIDTH_MM, HEIGHT_MM, BORDER_MM = 297.0, 210.0, 7.0
MARGIN_MM = AWAY_MM + 7.0
"""Between frame and views, with room for a dimension."""
GAP_MM = AWAY_MM + BEYOND_MM + 7.0
"""Between views."""
SCALES = (1, 2, 5, 10, 15, 20, 25, 50, 75, 100, 200, 500, 1000)
LARGER = (10, 5, 2)
"""Small things are drawn larger than they are."""
EVEN_MM = 1.0
"""What lies as far to the left as to the right, to so much, has a centre line."""


@dataclass(frozen=True, eq=False)
class PlacedView:
    """A view on paper: `origin` is where the product's own (0, 0) comes to lie, in mm from the lower left corner."""

    view: LineView
    origin: Floats
    scale: float
    """Paper over product."""

    def paper(self, points: Floats) -> Floats:
        """Points of the view, mm of the product, on the sheet."""
        return points * self.scale + self.origin

    @property
    def box(self) -> Floats:
        """(2, 2) on the sheet."""
        return self.paper(self.view.box)


@dataclass(frozen=True, eq=False)
class Sheet:
    """Everything on the sheet, millimetres from its lower left corner, y up."""

    views: tuple[PlacedView, ...]
    dimensions: tuple[Dimension, ...]
    centers: tuple[Floats, ...]
    title: str
    scale: str
    """`1 : 20`."""


def lay_out(views: Sequence[LineView], title: str) -> Sheet:
    """Side view upper left, front view to its right, top view below it (first angle, ISO 5456-2)."""
    side, front, top = views
    scale = _scale(side, front, top)
    (side_w, side_h), (front_w, _), (_, top_h) = (np.ptp(view.box, axis=0) * scale for view in views)
    room_w, room_h = WIDTH_MM - 2 * BORDER_MM, HEIGHT_MM - 2 * BORDER_MM
    left = BORDER_MM + max(MARGIN_MM, (room_w - side_w - GAP_MM - front_w) / 2)
    upper = HEIGHT_MM - BORDER_MM - max(MARGIN_MM / 2, (room_h - side_h - GAP_MM - top_h) / 2)
    placed = (
        _placed(side, left, upper - side_h, scale),
        _placed(front, left + side_w + GAP_MM, upper - side_h, scale),
        _placed(top, left, upper - side_h - GAP_MM - top_h, scale),
    )
    said = f"1 : {1 / scale:.0f}" if scale <= 1 else f"{scale:.0f} : 1"
    centers = tuple(line for each in placed[1:] for line in _center(each))
    return Sheet(placed, _dimensions(*placed), centers, title, said)


def _scale(side: LineView, front: LineView, top: LineView) -> float:
    (side_w, side_h), (front_w, _), (_, top_h) = (np.ptp(view.box, axis=0) for view in (side, front, top))
    room_w = WIDTH_MM - 2 * BORDER_MM - 2 * MARGIN_MM - GAP_MM
    room_h = HEIGHT_MM - 2 * BORDER_MM - MARGIN_MM - GAP_MM
    needed = max((side_w + front_w) / room_w, (side_h + top_h) / room_h)
    larger = [scale for scale in LARGER if 1 / scale >= needed]
    return float(larger[0]) if larger else 1 / next((scale for scale in SCALES if scale >= needed), SCALES[-1])


def _placed(view: LineView, left: float, bottom: float, scale: float) -> PlacedView:
    return PlacedView(view, np.array([left, bottom]) - view.box[0] * scale, scale)


def _dimensions(side: PlacedView, front: PlacedView, top: PlacedView) -> tuple[Dimension, ...]:
    """Length and height at the side view, width at the front and the top view."""
    down, right, left = np.array([0.0, -1.0]), np.array([1.0, 0.0]), np.array([-1.0, 0.0])
    return (
        _along(side, 0, down),
        _along(side, 1, left),
        _along(front, 0, down),
        _along(top, 1, right),
    )


def _along(placed: PlacedView, axis: int, away: Floats) -> Dimension:
    (x0, y0), (x1, y1) = placed.box
    length = float(np.ptp(placed.view.box[:, axis]))
    if axis == 0:
        return Dimension(np.array([x0, y0]), np.array([x1, y0]), away, length)
    x = x0 if away[0] < 0 else x1
    return Dimension(np.array([x, y0]), np.array([x, y1]), away, length)


def _center(placed: PlacedView) -> list[Floats]:
    """The line about which a view is even, a little longer than the view."""
    (x0, y0), (x1, y1) = placed.box
    if placed.view.name == "front" and abs(placed.view.box[:, 0].sum()) < EVEN_MM:
        return [np.array([[placed.origin[0], y0 - 3], [placed.origin[0], y1 + 3]])]
    if placed.view.name == "top" and abs(placed.view.box[:, 1].sum()) < EVEN_MM:
        return [np.array([[x0 - 3, placed.origin[1]], [x1 + 3, placed.origin[1]]])]
    return []
