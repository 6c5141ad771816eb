"""The rear body: quarter panels with the seat base's sides, seat-base front, tail panel, deck and rear bumper."""

import numpy as np

from models.golf_cart.author.body.cowl import SIDE_LOW_Y, arch, arch_deg, symmetric
from models.golf_cart.author.body.forms import LINE, SHOULDER_WIDTH, rear_form
from models.golf_cart.author.components.light_places import tail_light
from models.golf_cart.author.dimensions import REAR_AXLE_Z, WHEEL_WELL_RADIUS
from models.golf_cart.author.kit.charts import FRONT, LEFT, REAR, TOP, SlabChart, seen
from models.golf_cart.author.kit.curves import resampled, spline
from models.golf_cart.author.kit.forms import smoothstep, soft_max
from models.golf_cart.author.kit.panels import Guide, Make, panel, parted
from models.golf_cart.author.kit.place import MIRROR
from models.golf_cart.author.piece import Floats, Part, Piece

QUARTER_CHART = SlabChart(LEFT, 0.44, ((0.13, 1.00), (0.24, 0.50)), 0.12)
TAIL_CHART = SlabChart(REAR, 0.98, ((-0.38, 0.38), (0.33, 0.60)), 0.17)
FRONT_CHART = SlabChart(FRONT, -0.14, ((-0.40, 0.40), (0.25, 0.47)), 0.08)
DECK_CHART = SlabChart(TOP, 0.60, ((-0.40, 0.40), (0.60, 0.98)), 0.12)
BUMPER_CHART = SlabChart(REAR, 1.10, ((-0.34, 0.34), (0.285, 0.40)), 0.06)

SEAM_X, DECK_X = 0.462, 0.405
BUMPER_TOP_Y, BUMPER_LOW_Y = 0.375, 0.225
TAIL_TOP_Y = 0.690
ARCH_LOW = arch_deg(SIDE_LOW_Y)
ARCH_BUMPER = arch_deg(0.350)


def inner_seam() -> Floats:
    """The quarter panel's upper inner edge, from the seat base's front corner back to the tail, seen from above."""
    line = spline(
        [
            (0.480, -0.07),
            (0.488, -0.25),
            (0.490, -0.42),
            (0.484, -0.56),
            (0.465, -0.68),
            (0.440, -0.85),
            (0.415, -1.02),
        ],
        60,
    )
    return seen(rear_form, TOP, line * [1.0, -1.0], depth=0.4)


def front_seam() -> Floats:
    """The edge between quarter and seat-base front, from the sill up, seen from the front."""
    y = np.linspace(SIDE_LOW_Y, 0.545, 20)
    return seen(rear_form, FRONT, np.column_stack([np.full(20, 0.470), y]), depth=-0.2)


def tail_seam() -> Floats:
    """The edge between quarter and tail panel, from the deck down to the bumper, seen from behind."""
    line = spline([(-0.415, 0.700), (-0.440, 0.660), (-0.470, 0.60), (-0.480, 0.50), (-0.484, BUMPER_TOP_Y)], 40)
    return seen(rear_form, REAR, line, depth=0.8)


def bumper_seam() -> Floats:
    """The top of the rear bumper, from the middle round to the left wheel arch."""
    back = seen(rear_form, REAR, [(0.0, BUMPER_TOP_Y), (-0.2, BUMPER_TOP_Y), (-0.38, BUMPER_TOP_Y)], depth=0.8)
    arch_u = -REAR_AXLE_Z + WHEEL_WELL_RADIUS * np.cos(np.radians(ARCH_BUMPER))
    side = seen(rear_form, LEFT, [(arch_u, 0.350)])
    return spline(np.vstack([back, side]), 60)


def quarter() -> list[Piece]:
    """The left side in one moulding: seat-base side, haunch and rear fender."""
    sheet = QUARTER_CHART.sheet
    low = sheet(bumper_seam())
    tail = sheet(tail_seam())
    low = low[low[:, 0] < tail[-1, 0]]
    over_wheel = arch(ARCH_BUMPER, 180 - ARCH_LOW, REAR_AXLE_Z)
    outline = np.vstack([over_wheel, sheet(front_seam()), sheet(inner_seam()), tail, low])
    z = np.linspace(-0.09, -1.06, 40)
    line = Guide(sheet(seen(rear_form, LEFT, np.column_stack([-z, LINE(z)]))), SHOULDER_WIDTH)
    return panel("body", rear_form, QUARTER_CHART, outline, guides=[line], make=Make().finer())


def seat_base_front() -> list[Piece]:
    """The panel below the seats that faces the footwell."""
    right = FRONT_CHART.sheet(front_seam())
    half = np.vstack([[[0.0, SIDE_LOW_Y + 0.03]], [[right[0, 0], SIDE_LOW_Y + 0.03]], right[3:], [[0.0, right[-1, 1]]]])
    return panel("body", rear_form, FRONT_CHART, symmetric(half), make=Make(size=0.075))


def band_outline() -> Floats:
    """The dark band between the tail lights, its ends hidden behind them, on the tail's sheet."""
    high, low = (
        spline([(0.0, 0.622), (0.2, 0.622), (0.36, 0.628)], 30),
        spline([(0.0, 0.562), (0.2, 0.562), (0.36, 0.556)], 30),
    )
    return symmetric(TAIL_CHART.sheet(seen(rear_form, REAR, np.vstack([low, high[::-1]]), depth=0.8)))


def tail() -> tuple[list[Piece], list[Piece]]:
    """The tail panel from deck to bumper, and the dark band set into it."""
    sheet = TAIL_CHART.sheet
    side = sheet(tail_seam()) * [-1.0, 1.0]
    low = sheet(bumper_seam()) * [-1.0, 1.0]
    low = low[low[:, 0] < side[-1, 0]]
    top = sheet(seen(rear_form, REAR, [(0.0, TAIL_TOP_Y), (-0.2, TAIL_TOP_Y + 0.003)], depth=0.6)) * [-1.0, 1.0]
    half = np.vstack([low, side[::-1], top[::-1]])
    light = sheet(tail_light().lifted(1.0, 0.0))
    skin = parted(symmetric(half), band_outline(), light, light * [-1.0, 1.0])
    face = [piece for outline, holes in skin for piece in panel("body", rear_form, TAIL_CHART, outline, holes=holes)]
    return face, panel("plastic_gloss", _recessed, TAIL_CHART, band_outline(), make=Make(gap=-0.006, roll=0.001))


def deck() -> list[Piece]:
    """The moulded deck between the haunches that carries the bag rack or the rear seat."""
    seam = DECK_CHART.sheet(inner_seam())
    seam = seam[seam[:, 1] > 0.575]
    half = np.vstack([[[0.0, seam[0, 1]]], seam, [[0.0, seam[-1, 1] + 0.075]]])
    return panel(
        "plastic_black", rear_form, DECK_CHART, symmetric(half), make=Make(size=0.08, finest=0.022, bend_deg=16.0)
    )


def bumper() -> list[Piece]:
    """The rear bumper moulding, proud of the body."""
    top = bumper_seam()
    chin = np.column_stack([top[:, 0] * 0.96, _low(top[:, 2]) + 0.026, top[:, 2] + 0.026])
    chin = chin[chin[:, 2] < REAR_AXLE_Z - WHEEL_WELL_RADIUS - 0.004]
    end = seen(_proud, LEFT, arch(arch_deg(0.295), ARCH_BUMPER, REAR_AXLE_Z, 6))
    half = BUMPER_CHART.sheet(resampled(np.vstack([chin, end[:-1], top[::-1]]), 240)) * [-1.0, 1.0]
    return panel("bumper", _proud, BUMPER_CHART, symmetric(half), make=Make(roll=0.008, flange=0.015))


def _proud(points: Floats) -> Floats:
    """The rear form, 28 mm larger at the tail and hardly at the arches, rolled under."""
    proud = 0.006 + 0.022 * smoothstep((-1.03 - points[:, 2]) / 0.11)
    return soft_max(rear_form(points) - proud, _low(points[:, 2]) - points[:, 1], 0.050)


def _low(z: Floats) -> Floats:
    """Height of the bumper's underside: level at the tail, rising to the arches."""
    return BUMPER_LOW_Y - 0.012 + 0.070 * smoothstep((z + 1.17) / 0.12)


def _recessed(points: Floats) -> Floats:
    """The rear form, 6 mm smaller."""
    return rear_form(points) + 0.006


def rear_parts() -> list[Part]:
    """The rear of the cart."""
    left = quarter()
    face, band = tail()
    return [
        Part("quarter_left", left),
        Part("quarter_right", left, (MIRROR,)),
        Part("seat_base", seat_base_front()),
        Part("tail", face),
        Part("tail_band", band),
        Part("deck", deck()),
        Part("bumper_rear", bumper()),
    ]
