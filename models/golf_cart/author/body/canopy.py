"""The canopy in two lengths: one closed body from the crown over the drip edge to the ceiling."""

from dataclasses import dataclass, replace

import numpy as np

from models.golf_cart.author.dimensions import (
    HEIGHT,
    ROOF_FRONT_Z,
    ROOF_HALF_WIDTH,
    ROOF_LONG_REAR_Z,
    ROOF_SHORT_REAR_Z,
)
from models.golf_cart.author.kit.charts import BOTTOM, TOP, SlabChart, lifted, met
from models.golf_cart.author.kit.curves import paced
from models.golf_cart.author.kit.forms import gradient, smoothstep, soft_max
from models.golf_cart.author.kit.panels import Guide, Make, skin
from models.golf_cart.author.kit.surfaces import grid
from models.golf_cart.author.piece import Floats, Part, Piece

SKIRT_Y, CORNER, FIELD_EDGE = 1.722, 0.150, 0.090
RIM_POINTS = 104
SHOULDER_REACH, FIELD_REACH, LINER_REACH = 0.070, 0.100, 0.034
"""How far inside the outline the shoulder's rays start, the field's mesh ends and the ceiling begins."""
SHOULDER_DEG = np.array([0.0, 13.0, 24.0, 32.0, 40.0, 48.0, 57.0, 68.0, 82.0])
DRIP = [(0.0055, -0.0165), (0.0028, -0.0185), (-0.0010, -0.0185), (-0.0040, -0.0165), (-0.0055, -0.0130)]
DRIP += [(-0.0052, -0.0090), (-0.0030, -0.0040), (0.0, 0.0)]
"""(inset, height over the skirt's foot) round the drip edge, from its inside up the outside."""
TOP_CHART = SlabChart(TOP, 1.70, ((-9.0, 9.0), (-9.0, 9.0)), 1.0)


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

    def ceiling(self, points: Floats) -> Floats:
        """The form above the liner; its skin looks down."""
        x, y, z = points.T
        along = (z - self.middle) / self.half
        return np.asarray(1.744 - 0.012 * (x / ROOF_HALF_WIDTH) ** 2 - 0.008 * along**2 - y)

    def rim(self) -> tuple[Floats, Floats]:
        """The outline's points (n, 3) at the skirt's foot, clockwise from above, closer in the corners; and inward."""
        angle = np.linspace(0.0, 2 * np.pi, 16 * RIM_POINTS, endpoint=False)
        aim = np.column_stack([np.sin(angle), np.cos(angle)])
        low, high = np.zeros(len(aim)), np.full(len(aim), 1.5)
        for _ in range(40):
            reach = 0.5 * (low + high)
            outside = self.plan(aim[:, 0] * reach, self.middle + aim[:, 1] * reach) > 0
            low, high = np.where(outside, low, reach), np.where(outside, reach, high)
        flat = paced(aim * low[:, None] + [0.0, self.middle], RIM_POINTS)
        ring = np.column_stack([flat[:, 0], np.full(len(flat), SKIRT_Y), flat[:, 1]])
        return ring, -gradient(lambda points: self.plan(points[:, 0], points[:, 2]), ring)

    def crest(self) -> tuple[list[Piece], Floats]:
        """The painted skin from the skirt's foot over the shoulder to the inner ring, and all inside that ring."""
        ring, inward = self.rim()
        start = ring + SHOULDER_REACH * inward
        lift = np.radians(SHOULDER_DEG)[:, None, None]
        over = [met(self.top, start, row, 0.2) for row in np.sin(lift) * [0.0, 1.0, 0.0] - np.cos(lift) * inward]
        inner = TOP_CHART.sheet(ring + FIELD_REACH * inward)
        rows = np.stack([*over, lifted(self.top, TOP_CHART, inner)])
        band = grid("roof", rows, closed=(False, True))
        shoulder = replace(band, normals=gradient(self.top, band.vertices))
        make = Make(size=0.11, finest=0.03, bend_deg=8.0)
        field = skin("roof", self.top, TOP_CHART, inner, guides=self.field_edges(TOP_CHART), make=make)
        return [shoulder, field], rows[0]

    def drip(self, foot: Floats) -> Piece:
        """The rolled drip edge below the skirt's foot."""
        _, inward = self.rim()
        rows = [foot + inset * inward + [0.0, drop, 0.0] for inset, drop in DRIP]
        return grid("roof", np.stack(rows), closed=(False, True), crease_deg=60.0)

    def liner(self, foot: Floats) -> list[Piece]:
        """The inside of the skirt from the drip edge up, a fillet, and the ceiling."""
        ring, inward = self.rim()
        chart = SlabChart(BOTTOM, -1.9, ((-9.0, 9.0), (-9.0, 9.0)), 1.0)
        edge = chart.sheet(ring + LINER_REACH * inward)
        high = lifted(self.ceiling, chart, edge)
        low = foot + DRIP[0][0] * inward + [0.0, DRIP[0][1], 0.0]
        share = [(0.0, 0.0), (0.15, 0.60), (0.27, 0.84), (0.50, 0.96), (1.0, 1.0)]
        rows = [low + (high - low) * [a, up, a] for a, up in share]
        wall = grid("roof_liner", np.stack(rows[::-1]), closed=(False, True), crease_deg=60.0)
        return [wall, skin("roof_liner", self.ceiling, chart, edge, make=Make(size=0.24, passes=0))]

    def pieces(self) -> list[Piece]:
        """Crest, drip edge and liner: one closed body."""
        crest, foot = self.crest()
        return [*crest, self.drip(foot), *self.liner(foot)]


SHORT = Canopy(ROOF_FRONT_Z, ROOF_SHORT_REAR_Z)
LONG = Canopy(ROOF_FRONT_Z, ROOF_LONG_REAR_Z)


def canopy_parts() -> list[Part]:
    """Both lengths."""
    return [Part("roof_short", SHORT.pieces()), Part("roof_long", LONG.pieces())]
