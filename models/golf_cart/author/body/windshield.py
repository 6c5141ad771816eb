"""The windshield: one bowed pane in a rubber seal that stands on the cowl."""

from dataclasses import dataclass

import numpy as np
import shapely

from models.golf_cart.author.body.forms import front_form
from models.golf_cart.author.kit.charts import SlabChart
from models.golf_cart.author.kit.curves import superellipse
from models.golf_cart.author.kit.panels import Make, panel
from models.golf_cart.author.kit.surfaces import sweep
from models.golf_cart.author.piece import Floats, Part, Piece

BOW = 0.030
"""How far the middle of the pane stands before its sides."""
STANDING = 0.005
"""Height of the pane's edge over the cowl: what the seal fills."""


@dataclass(frozen=True)
class Screen:
    """The windshield: a leaning pane, bowed forward across the cart."""

    low: tuple[float, float] = (0.880, 0.600)
    high: tuple[float, float] = (1.706, 0.430)
    half: float = 0.456
    thickness: float = 0.005

    @property
    def axes(self) -> Floats:
        """Right, up the pane, and out to the front."""
        up = np.array([0.0, self.high[0] - self.low[0], self.high[1] - self.low[1]])
        up /= np.linalg.norm(up)
        return np.array([[1.0, 0.0, 0.0], up, np.cross([1.0, 0.0, 0.0], up)])

    @property
    def origin(self) -> Floats:
        """The foot of the pane, in the pane's axes."""
        return np.asarray(self.axes @ np.array([0.0, *self.low]))

    def bow(self, x: Floats) -> Floats:
        """How far the pane stands forward of its chord."""
        return BOW * (1 - (x / self.half) ** 2)

    def front(self, points: Floats) -> Floats:
        """The form behind the front face."""
        local = points @ self.axes.T - self.origin
        return local[:, 2] - self.bow(local[:, 0]) - 0.5 * self.thickness

    def back(self, points: Floats) -> Floats:
        """The form before the back face."""
        local = points @ self.axes.T - self.origin
        return -local[:, 2] + self.bow(local[:, 0]) - 0.5 * self.thickness

    def placed(self, flat: Floats) -> Floats:
        """Places (n, 2) right and up from the foot, in the pane's middle."""
        return np.asarray(np.column_stack([flat + self.origin[:2], self.origin[2] + self.bow(flat[:, 0])]) @ self.axes)

    def foot(self, x: Floats) -> Floats:
        """How far up the pane its seal meets the cowl."""
        low, high = np.full(len(x), -0.2), np.full(len(x), 0.3)
        for _ in range(30):
            middle = 0.5 * (low + high)
            clear = front_form(self.placed(np.column_stack([x, middle]))) > STANDING
            low, high = np.where(clear, low, middle), np.where(clear, middle, high)
        return np.asarray(np.polynomial.Polynomial.fit(x, high - 0.002, 4)(x))

    def outline(self) -> Floats:
        """The edge in (right, up) metres from the foot: a foot on the cowl, a head that follows the roof."""
        tall = float(np.hypot(self.high[0] - self.low[0], self.high[1] - self.low[1]))
        x = np.linspace(-self.half, self.half, 33)
        foot = np.column_stack([x, self.foot(x)])
        head = np.column_stack([x[::-1] * 0.965, tall - 0.05 * x**2])
        return spline_corners(np.vstack([foot, head]), 0.045)

    def pieces(self) -> list[Piece]:
        """Glass with polished edges in a rubber frame."""
        shape = self.outline()
        sheet = shape + self.origin[:2]
        ahead = SlabChart(self.axes, self.origin[2] - 0.3, ((-9, 9), (-9, 9)), 1.0)
        flip = np.array([[-1.0], [1.0], [-1.0]]) * self.axes
        behind = SlabChart(flip, -self.origin[2] - 0.3, ((-9, 9), (-9, 9)), 1.0)
        make = Make(gap=0.0, roll=0.0008, flange=0.0017, size=0.15, finest=0.08, passes=0)
        glass = panel("glass", self.front, ahead, sheet, make=make)
        glass += panel("glass", self.back, behind, sheet[::-1] * [-1.0, 1.0], make=make)
        seal = superellipse(0.016, 0.013, 3.0, 10)
        return [*glass, *sweep("rubber", self.placed(shape), seal, closed=True, up=self.axes[2], crease_deg=70.0)]


def spline_corners(ring: Floats, radius: float) -> Floats:
    """A closed outline with its sharp corners rounded, evenly spaced."""
    region = shapely.Polygon(ring).buffer(-radius, quad_segs=6).buffer(radius, quad_segs=6)
    line = np.asarray(shapely.segmentize(region.exterior.simplify(2e-4), 0.09).coords)[:-1]
    return line if shapely.LinearRing(line).is_ccw else line[::-1]


def windshield_parts() -> list[Part]:
    """The pane in its seal; what it is made of is the option's to say."""
    return [Part("windshield", Screen().pieces())]
