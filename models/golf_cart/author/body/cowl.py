"""The front: hood, two fenders, the bumper below and the scuttle under the windshield."""

import numpy as np

from models.golf_cart.author.body.forms import TRAILING, front_form
from models.golf_cart.author.dimensions import FRONT_AXLE_Z, TYRE_RADIUS, WHEEL_WELL_RADIUS
from models.golf_cart.author.kit.charts import FRONT, LEFT, TOP, SlabChart, seen
from models.golf_cart.author.kit.curves import arc, resampled, rounded, spline
from models.golf_cart.author.kit.edits import mirrored
from models.golf_cart.author.kit.panels import Make, panel
from models.golf_cart.author.piece import Floats, Part, Piece

SLOPE = np.sqrt(0.5)
OVER_HOOD = np.array([[1.0, 0.0, 0.0], [0.0, SLOPE, -SLOPE], [0.0, SLOPE, SLOPE]])
HOOD_CHART = SlabChart(OVER_HOOD, 0.80, ((-0.42, 0.42), (-0.32, -0.10)), 0.22)
FENDER_CHART = SlabChart(LEFT, 0.43, ((-0.98, -0.62), (0.20, 0.68)), 0.12)
BUMPER_CHART = SlabChart(FRONT, 0.95, ((-0.36, 0.36), (0.25, 0.45)), 0.16)

HOOD_REAR_Z, SCUTTLE_REAR_Z = 0.600, 0.535
BUMPER_TOP_Y, BUMPER_LOW_Y = 0.455, 0.235
SIDE_LOW_Y = 0.262


def hood_seam() -> Floats:
    """The shut line between hood and left fender, from the scuttle down to the bumper."""
    top = spline([(0.418, HOOD_REAR_Z), (0.405, 0.72), (0.385, 0.86), (0.362, 0.97)], 30)
    over = seen(front_form, TOP, top * [1.0, -1.0])
    nose = spline([(0.362, over[-1, 1]), (0.335, 0.58), (0.318, 0.50), (0.310, BUMPER_TOP_Y)], 24)
    front = seen(front_form, FRONT, nose, depth=0.75)
    return spline(np.vstack([over[::4], front[3::4]]), 60)


def bumper_seam() -> Floats:
    """The top of the bumper, from the middle round to the left wheel arch."""
    front = seen(front_form, FRONT, [(0.0, BUMPER_TOP_Y), (0.16, BUMPER_TOP_Y), (0.31, BUMPER_TOP_Y)], depth=0.75)
    arch_z = FRONT_AXLE_Z + np.sqrt(WHEEL_WELL_RADIUS**2 - (0.400 - TYRE_RADIUS) ** 2)
    side = seen(front_form, LEFT, [(-1.055, 0.425), (-arch_z, 0.400)])
    return spline(np.vstack([front, side]), 60)


def arch(start_deg: float, end_deg: float, axle_z: float, count: int = 48) -> Floats:
    """The wheel arch on a side sheet (-z, y), from one angle to another; 0 points to the rear, 90 up."""
    return arc((-axle_z, TYRE_RADIUS), WHEEL_WELL_RADIUS, start_deg, end_deg, count)


def hood() -> list[Piece]:
    """The hood, crowned over its whole length."""
    seam = HOOD_CHART.sheet(hood_seam())
    bottom = HOOD_CHART.sheet(_behind_bumper(bumper_seam()))
    bottom = bottom[bottom[:, 0] < seam[-1, 0]]
    outline = np.vstack([bottom, seam[::-1]])
    return panel("body", front_form, HOOD_CHART, _symmetric(outline))


def fender() -> list[Piece]:
    """The left fender: from the hood over the shoulder, round the headlight corner, down to the arch and the sill."""
    sheet = FENDER_CHART.sheet
    seam = sheet(hood_seam())
    y = np.linspace(0.865, SIDE_LOW_Y, 24)
    trailing = sheet(np.column_stack([np.full(24, 0.485), y, TRAILING(y)]))
    scuttle = sheet(seen(front_form, TOP, spline([(0.418, -HOOD_REAR_Z), (0.45, -0.580), (0.470, -0.572)], 8)))
    rear_deg = np.degrees(np.arcsin((SIDE_LOW_Y - TYRE_RADIUS) / WHEEL_WELL_RADIUS))
    front_deg = 180 - np.degrees(np.arcsin((0.400 - TYRE_RADIUS) / WHEEL_WELL_RADIUS))
    over_wheel = arch(rear_deg, front_deg, FRONT_AXLE_Z)
    low = sheet(bumper_seam())
    low = low[low[:, 0] > seam[-1, 0]][::-1]
    outline = np.vstack([seam[1:], low[::-1], over_wheel[::-1], trailing[::-1], scuttle[::-1]])
    return panel("body", front_form, FENDER_CHART, outline)


def bumper() -> list[Piece]:
    """The bumper moulding, proud of the body, from arch to arch."""
    top = bumper_seam()
    arch_y = BUMPER_LOW_Y + 0.03
    arch_z = FRONT_AXLE_Z + np.sqrt(WHEEL_WELL_RADIUS**2 - (arch_y - TYRE_RADIUS) ** 2)
    front = seen(_proud, FRONT, [(0.0, BUMPER_LOW_Y), (0.16, BUMPER_LOW_Y), (0.31, BUMPER_LOW_Y)], depth=0.75)
    side = seen(_proud, LEFT, [(-arch_z, arch_y)])
    low = spline(np.vstack([front, side]), 50)
    end = seen(_proud, LEFT, arch(172.0, 142.0, FRONT_AXLE_Z, 9))
    half = BUMPER_CHART.sheet(np.vstack([low, end[1:-1], top[::-1]]))
    return panel("bumper", _proud, BUMPER_CHART, _symmetric(half), make=Make(roll=0.012, flange=0.05))


def _proud(points: Floats) -> Floats:
    """The cowl's form, 14 mm larger."""
    return front_form(points) - 0.014


def _behind_bumper(seam: Floats) -> Floats:
    return seam


def _symmetric(half: Floats) -> Floats:
    """A closed outline from its left half (right ≥ 0 on the sheet), from the low middle round to the high middle."""
    other = half[::-1] * [-1.0, 1.0]
    whole = np.vstack([half, other])
    keep = np.linalg.norm(whole - np.roll(whole, 1, axis=0), axis=1) > 1e-6
    return whole[keep]


def cowl_parts() -> list[Part]:
    """The front of the cart."""
    left = fender()
    return [
        Part("hood", hood()),
        Part("fender_left", left),
        Part("fender_right", mirrored(left)),
        Part("bumper_front", bumper()),
    ]
