"""The canopy in two lengths, its struts, and the windshield."""

from dataclasses import dataclass

import numpy as np
import shapely

from models.golf_cart.author.dimensions import (
    FRONT_STRUT_FOOT,
    FRONT_STRUT_HEAD,
    HEIGHT,
    REAR_STRUT_FOOT,
    REAR_STRUT_HEAD,
    ROOF_FRONT_Z,
    ROOF_HALF_WIDTH,
    ROOF_LONG_REAR_Z,
    ROOF_SHORT_REAR_Z,
)
from models.golf_cart.author.kit.charts import BOTTOM, TOP, SlabChart
from models.golf_cart.author.kit.curves import resampled, spline, superellipse
from models.golf_cart.author.kit.forms import smoothstep, soft_max
from models.golf_cart.author.kit.panels import Guide, Make, panel
from models.golf_cart.author.kit.place import PAIR
from models.golf_cart.author.kit.surfaces import grid, sweep
from models.golf_cart.author.piece import Floats, Part, Piece

SKIRT_Y, CORNER, FIELD_EDGE = 1.722, 0.150, 0.090


@dataclass(frozen=True)
class Canopy:
    """A roof between two z, bowed in plan and crowned both ways; the crown's top is the cart's height."""

    front: float
    rear: float

    @property
    def middle(self) -> float:
        """z of the middle."""
        return 0.5 * (self.front + self.rear)

    @property
    def half(self) -> float:
        """Half the length in metres."""
        return 0.5 * (self.front - self.rear)

    def plan(self, x: Floats, z: Floats) -> Floats:
        """Distance outside the outline seen from above."""
        bowed = np.abs(z - self.middle) + 0.045 * (x / ROOF_HALF_WIDTH) ** 2
        waisted = np.abs(x) + 0.022 * ((z - self.middle) / self.half) ** 2
        across, along = waisted - ROOF_HALF_WIDTH + CORNER, bowed - self.half + CORNER
        round_part = np.maximum(across, 0.0) ** 2.5 + np.maximum(along, 0.0) ** 2.5
        return np.asarray(round_part**0.4 + np.minimum(np.maximum(across, along), 0.0) - CORNER)

    def crown(self, x: Floats, z: Floats) -> Floats:
        """Height of the top: a crown with a broad raised field whose edges run the length of the roof."""
        along = (z - self.middle) / self.half
        inside = np.minimum(0.38 - 0.05 * along**2 - np.abs(x), (0.84 - np.abs(along)) * self.half)
        field = 0.004 * smoothstep(0.5 + inside / FIELD_EDGE)
        return HEIGHT - 0.004 - 0.030 * (x / ROOF_HALF_WIDTH) ** 2 - 0.016 * along**2 + field

    def field_edges(self, chart: SlabChart) -> list[Guide]:
        """The edges of the raised field, as lines that the mesh follows."""
        along = np.linspace(-0.80, 0.80, 24)
        x, z = 0.38 - 0.05 * along**2, self.middle + along * self.half
        end = np.column_stack([np.linspace(-0.31, 0.31, 12), np.full(12, self.middle + 0.84 * self.half)])
        lines = [np.column_stack([x, z]), np.column_stack([-x, z]), end, [0, 2 * self.middle] - end * [-1, 1]]
        points = [np.column_stack([line[:, 0], self.crown(*line.T), line[:, 1]]) for line in lines]
        return [Guide(chart.sheet(line), 0.8 * FIELD_EDGE) for line in points]

    def top(self, points: Floats) -> Floats:
        """The outer skin's form."""
        x, y, z = points.T
        return soft_max(self.plan(x, z) + 0.22 * (y - SKIRT_Y), y - self.crown(x, z), 0.030)

    def hollow(self, points: Floats) -> Floats:
        """The form whose lower skin is the liner."""
        x, y, z = points.T
        along = (z - self.middle) / self.half
        ceiling = 1.742 - 0.016 * (x / ROOF_HALF_WIDTH) ** 2 - 0.010 * along**2
        return soft_max(self.plan(x, z) + 0.010, ceiling - y, 0.010)

    def rim(self, inset: float, count: int = 60) -> Floats:
        """(x, z) of the outline, `inset` metres inside it, clockwise from above the front right."""
        angle = np.linspace(0.0, 2 * np.pi, 8 * count, endpoint=False)
        aim = np.column_stack([np.sin(angle), np.cos(angle)])
        low, high = np.zeros(len(aim)), np.full(len(aim), 1.5)
        for _ in range(40):
            reach = 0.5 * (low + high)
            outside = self.plan(aim[:, 0] * reach, self.middle + aim[:, 1] * reach) > -inset
            low, high = np.where(outside, low, reach), np.where(outside, reach, high)
        ring = aim * low[:, None] + [0.0, self.middle]
        return resampled(np.vstack([ring, ring[:1]]), count + 1)[:-1]

    def skin(self) -> list[Piece]:
        """The painted shell, down to the drip edge."""
        core = ((-ROOF_HALF_WIDTH + 0.11, ROOF_HALF_WIDTH - 0.11), (-self.front + 0.11, -self.rear - 0.11))
        chart = SlabChart(TOP, 1.675, core, 0.09)
        ring = self.rim(0.0)
        outline = chart.sheet(np.column_stack([ring[:, 0], np.full(len(ring), SKIRT_Y - 0.002), ring[:, 1]]))
        make = Make(gap=0.0, roll=0.003, flange=0.012, size=0.12, finest=0.0195, bend_deg=14.5)
        return panel("roof", self.top, chart, outline, guides=self.field_edges(chart), make=make)

    def gutter(self) -> list[Piece]:
        """The drip edge: a small round-nosed channel along the skirt."""
        ring = self.rim(-0.003)
        path = np.column_stack([ring[:, 0], np.full(len(ring), SKIRT_Y), ring[:, 1]])[::-1]
        nose = superellipse(0.011, 0.018, 3.0, 6)
        return sweep("roof", path, nose, closed=True, crease_deg=70.0)

    def liner(self) -> list[Piece]:
        """The ceiling."""
        core = ((-ROOF_HALF_WIDTH + 0.05, ROOF_HALF_WIDTH - 0.05), (self.rear + 0.05, self.front - 0.05))
        chart = SlabChart(BOTTOM, -1.775, core, 0.04)
        ring = self.rim(0.012)
        outline = np.column_stack([ring[:, 0], ring[:, 1]])
        make = Make(gap=0.0, roll=0.002, flange=0.004, size=0.16, finest=0.05)
        return panel("roof_liner", self.hollow, chart, outline, make=make)

    def inner_skirt(self) -> list[Piece]:
        """The inside of the skirt, between drip edge and ceiling."""
        ring = self.rim(0.008)
        rows = [np.column_stack([ring[:, 0], np.full(len(ring), y), ring[:, 1]]) for y in (1.736, SKIRT_Y - 0.004)]
        return [grid("roof_liner", np.stack(rows), closed=(False, True))]

    def pieces(self) -> list[Piece]:
        """Skin, drip edge, inner skirt and ceiling."""
        return [*self.skin(), *self.gutter(), *self.inner_skirt(), *self.liner()]


SHORT = Canopy(ROOF_FRONT_Z, ROOF_SHORT_REAR_Z)
LONG = Canopy(ROOF_FRONT_Z, ROOF_LONG_REAR_Z)
TUBE = superellipse(0.044, 0.030, 2.8, 12)
BOOT = superellipse(0.064, 0.050, 3.0, 12)


def struts() -> list[Piece]:
    """The left front and rear tube from the body to the canopy, with their feet."""
    front = _bent(FRONT_STRUT_FOOT, FRONT_STRUT_HEAD, 0.022)
    rear = _bent(REAR_STRUT_FOOT, REAR_STRUT_HEAD, -0.018)
    tubes = [piece for path in (front, rear) for piece in sweep("strut", path, TUBE, up=(0.0, 0.0, 1.0))]
    boots = [piece for path in (front, rear) for end in (path, path[::-1]) for piece in _boot(end)]
    return [*tubes, *boots]


def _bent(foot: tuple[float, float, float], head: tuple[float, float, float], bow: float) -> Floats:
    """A gentle bow from foot to head that ends upright under the roof."""
    low, high = np.array(foot), np.array(head)
    middle = low + 0.55 * (high - low) + [0.004, 0.0, bow]
    return spline([low, low + 0.12 * (high - low) + [0.001, 0, 0.35 * bow], middle, high], 9)


def _boot(path: Floats) -> list[Piece]:
    """A tapered rubber-like foot around the end of a strut."""
    at = spline(path, 120)[:16][::3]
    size = np.interp(np.linspace(0, 1, len(at)), [0, 0.3, 0.75, 1.0], [1.0, 0.96, 0.78, 0.60])
    return sweep("plastic_black", at, BOOT, scale=size, up=(0.0, 0.0, 1.0))


@dataclass(frozen=True)
class Screen:
    """The windshield: a leaning pane, bowed forward across the cart."""

    low: tuple[float, float] = (0.925, 0.652)
    high: tuple[float, float] = (1.700, 0.462)
    half: float = 0.452
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
        return 0.035 * (1 - (x / self.half) ** 2)

    def front(self, points: Floats) -> Floats:
        """The form behind the front face."""
        local = points @ self.axes.T - self.origin
        return local[:, 2] - self.bow(local[:, 0]) - 0.5 * self.thickness

    def back(self, points: Floats) -> Floats:
        """The form before the back face."""
        local = points @ self.axes.T - self.origin
        return -local[:, 2] + self.bow(local[:, 0]) - 0.5 * self.thickness

    def outline(self) -> Floats:
        """The edge in (right, up) metres from the foot: a foot that follows the cowl, a head that follows the roof."""
        tall = float(np.hypot(self.high[0] - self.low[0], self.high[1] - self.low[1]))
        x = np.linspace(-self.half, self.half, 25)
        foot = np.column_stack([x, 0.012 - 0.20 * x**2])
        head = np.column_stack([x[::-1] * 0.965, tall - 0.05 * x**2])
        return spline_corners(np.vstack([foot, head]), 0.035)

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
        ring = np.column_stack([sheet, self.origin[2] + self.bow(sheet[:, 0])]) @ self.axes
        return [
            *glass,
            *sweep("rubber", ring, superellipse(0.016, 0.013, 3.0, 6), closed=True, up=self.axes[2], crease_deg=70.0),
        ]


def spline_corners(ring: Floats, radius: float) -> Floats:
    """A closed outline with its sharp corners rounded, evenly spaced."""
    region = shapely.Polygon(ring).buffer(-radius, quad_segs=6).buffer(radius, quad_segs=6)
    line = np.asarray(shapely.segmentize(region.exterior.simplify(2e-4), 0.09).coords)[:-1]
    return line if shapely.LinearRing(line).is_ccw else line[::-1]


def canopy_parts() -> list[Part]:
    """Everything above the waist."""
    return [
        Part("roof_short", SHORT.pieces()),
        Part("roof_long", LONG.pieces()),
        Part("struts", struts(), PAIR),
        Part("windshield", Screen().pieces()),
    ]
