"""The front: hood and nose, two fenders, the dark band that carries the lamps, the bumper and the scuttle."""

import numpy as np

from models.golf_cart.author.body.forms import LINE, SHOULDER_WIDTH, TRAILING, front_form
from models.golf_cart.author.components.light_places import head_light
from models.golf_cart.author.dimensions import FRONT_AXLE_Z, TYRE_RADIUS, WHEEL_WELL_RADIUS
from models.golf_cart.author.kit.charts import FRONT, LEFT, TOP, SlabChart, seen
from models.golf_cart.author.kit.curves import arc, rectangle, resampled, spline
from models.golf_cart.author.kit.forms import smoothstep, soft_max
from models.golf_cart.author.kit.panels import Guide, Make, panel, parted
from models.golf_cart.author.kit.place import PAIR
from models.golf_cart.author.piece import Floats, Part, Piece

SLOPE = np.sqrt(0.5)
OVER_HOOD = np.array([[1.0, 0.0, 0.0], [0.0, SLOPE, -SLOPE], [0.0, SLOPE, SLOPE]])
HOOD_CHART = SlabChart(OVER_HOOD, 0.80, ((-0.42, 0.42), (-0.32, -0.10)), 0.25)
ASIDE, AHEAD = np.cos(np.radians(30.0)), np.sin(np.radians(30.0))
OVER_FENDER = np.array([[AHEAD, 0.0, -ASIDE], [0.0, 1.0, 0.0], [ASIDE, 0.0, AHEAD]])
FENDER_CHART = SlabChart(OVER_FENDER, 0.70, ((-0.72, -0.30), (0.20, 0.62)), 0.14)
NOSE_CHART = SlabChart(FRONT, 0.95, ((-0.36, 0.36), (0.33, 0.55)), 0.19)
BUMPER_CHART = SlabChart(FRONT, 1.10, ((-0.34, 0.34), (0.278, 0.40)), 0.06)

HOOD_REAR_Z = 0.632
BUMPER_TOP_Y, BUMPER_LOW_Y, BUMPER_END_Y = 0.395, 0.215, 0.365
INTAKE_Y, INTAKE_HALF, INTAKE_RISE, INTAKE_EDGE = 0.316, 0.270, 0.032, 0.022
"""The field sunk into the front bumper: its middle's height, half its width and height, and the width of its edge."""
SIDE_LOW_Y = 0.242


def arch(start_deg: float, end_deg: float, axle_z: float, count: int = 40) -> Floats:
    """The wheel arch on a side sheet (-z, y), from one angle to another; 0 points to the rear, 90 up."""
    return arc((-axle_z, TYRE_RADIUS), WHEEL_WELL_RADIUS, start_deg, end_deg, count)


def arch_deg(y: float) -> float:
    """At which angle the arch reaches a height."""
    return float(np.degrees(np.arcsin((y - TYRE_RADIUS) / WHEEL_WELL_RADIUS)))


def symmetric(half: Floats) -> Floats:
    """A closed outline from its left half (right ≥ 0 on the sheet), from the low middle round to the high middle."""
    whole = np.vstack([half, half[::-1] * [-1.0, 1.0]])
    apart: Floats = whole[np.linalg.norm(whole - np.roll(whole, 1, axis=0), axis=1) > 1e-6]
    return apart


def hood_seam() -> Floats:
    """The shut line between hood and left fender, from the scuttle down to the bumper."""
    top = spline([(0.418, HOOD_REAR_Z), (0.402, 0.72), (0.374, 0.86), (0.340, 0.97)], 30)
    over = seen(front_form, TOP, top * [1.0, -1.0])
    nose = spline([(0.340, over[-1, 1]), (0.318, 0.60), (0.306, 0.50), (0.302, BUMPER_TOP_Y)], 24)
    front = seen(front_form, FRONT, nose, depth=0.75)
    return spline(np.vstack([over[::4], front[3:-1:4], front[-1:]]), 60)


def bumper_seam() -> Floats:
    """The top of the bumper, from the middle round to the left wheel arch."""
    front = seen(front_form, FRONT, [(x, BUMPER_TOP_Y) for x in (0.0, 0.16, 0.31)], depth=0.75)
    end = arch(180 - arch_deg(BUMPER_END_Y), 180.0, FRONT_AXLE_Z, 2)[:1]
    return spline(np.vstack([front, seen(front_form, LEFT, end)]), 60)


def band_edge() -> Floats:
    """The left half of the lamp band's edge, from the low middle up; its end hides behind the head light."""
    high = spline([(0.0, 0.598), (0.18, 0.605), (0.32, 0.634), (0.40, 0.664)], 40)
    low = spline([(0.0, 0.540), (0.18, 0.545), (0.32, 0.578), (0.40, 0.612)], 40)
    return seen(front_form, FRONT, np.vstack([low, high[::-1]]), depth=0.75)


def head_light_hole(sheet: SlabChart) -> Floats:
    """Where the left head light sits, on a sheet."""
    ring = head_light().lifted(1.0, 0.0)
    return sheet.sheet(resampled(np.vstack([ring, ring[:1]]), 240)[:-1])


def hood() -> tuple[list[Piece], list[Piece]]:
    """The hood above the band, and the nose below it."""
    seam = HOOD_CHART.sheet(hood_seam())
    bottom = HOOD_CHART.sheet(bumper_seam())
    outline = symmetric(np.vstack([bottom[bottom[:, 0] < seam[-1, 0]], seam[::-1]]))
    (above, _), (below, _) = parted(outline, symmetric(HOOD_CHART.sheet(band_edge())))
    field = spline([(0.22, HOOD_REAR_Z - 0.03), (0.22, 0.80), (0.22, 1.02)], 24)
    left = HOOD_CHART.sheet(seen(front_form, TOP, field * [1.0, -1.0], depth=0.3))
    guides = [Guide(left, 0.060), Guide(left * [-1.0, 1.0], 0.060)]
    upper = panel("body", front_form, HOOD_CHART, above, guides=guides, make=Make().finer())
    return upper, panel("body", front_form, HOOD_CHART, below)


def fender() -> list[Piece]:
    """The left fender: from the hood over the shoulder, round the band, down to the arch and the sill."""
    y = np.linspace(0.865, SIDE_LOW_Y, 24)
    trailing = np.column_stack([np.full(24, 0.485), y, TRAILING(y)])
    scuttle = seen(front_form, TOP, spline([(0.418, -HOOD_REAR_Z), (0.45, -0.600), (0.470, -0.572)], 8))
    over_wheel = seen(front_form, LEFT, arch(arch_deg(SIDE_LOW_Y), 180 - arch_deg(BUMPER_END_Y), FRONT_AXLE_Z))
    seam, low = _on_fender(hood_seam()), _on_fender(bumper_seam())
    low = low[low[:, 0] > seam[-1, 0]]
    rest = [_on_fender(line) for line in (over_wheel[::-1], trailing[::-1], scuttle[::-1])]
    z = np.linspace(0.512, 0.93, 20)
    line = Guide(_on_fender(seen(front_form, LEFT, np.column_stack([-z, LINE(z)]))), SHOULDER_WIDTH)
    notch = band_edge()
    notch = _on_fender(notch[notch[:, 0] > 0.25])
    skin, holes = parted(np.vstack([seam[1:], low, *rest]), notch, head_light_hole(FENDER_CHART))[0]
    return panel("body", front_form, FENDER_CHART, skin, holes=holes, guides=[line], make=Make().finer())


def _on_fender(line: Floats) -> Floats:
    """A line in space on the fender's sheet, its points close enough to bend with the sheet."""
    return FENDER_CHART.sheet(resampled(line, 240))


def band() -> list[Piece]:
    """The dark band across the nose, 6 mm below the paint."""
    return panel(
        "plastic_gloss",
        _recessed,
        NOSE_CHART,
        symmetric(NOSE_CHART.sheet(band_edge())),
        make=Make(gap=-0.006, roll=0.001),
    )


def bumper() -> list[Piece]:
    """The bumper moulding, proud of the body and rolled under, from arch to arch."""
    top = bumper_seam()
    chin = np.column_stack([top[:, 0] * 0.96, _low(top[:, 2]) + 0.026, top[:, 2] - 0.026])
    chin = chin[chin[:, 2] > 1.075]
    ends = seen(_proud, LEFT, arch(180 - arch_deg(BUMPER_END_Y - 0.055), 180 - arch_deg(BUMPER_END_Y), FRONT_AXLE_Z, 6))
    half = BUMPER_CHART.sheet(resampled(np.vstack([chin, ends[:-1], top[::-1]]), 240))
    mouth = rectangle(2 * INTAKE_HALF, 2 * INTAKE_RISE, 0.01, 2) + np.array([0.0, INTAKE_Y])
    edge = Guide(BUMPER_CHART.sheet(seen(_proud, FRONT, np.vstack([mouth, mouth[:1]]), depth=0.75)), 0.8 * INTAKE_EDGE)
    make = Make(roll=0.008, flange=0.015)
    return panel("bumper", _proud, BUMPER_CHART, symmetric(half), guides=[edge], make=make)


def scuttle() -> list[Piece]:
    """The dark moulding between hood and dash that the windshield stands on."""
    seam = HOOD_CHART.sheet(hood_seam())[0]
    x = np.linspace(0.0, 0.47, 16)
    rear = HOOD_CHART.sheet(np.column_stack([x, 0.885 - 0.30 * x**2, np.full(16, 0.545)]))
    half = np.vstack([[[0.0, seam[1]]], [seam], rear[rear[:, 0] < seam[0] + 0.004][::-1]])
    return panel("plastic_black", front_form, HOOD_CHART, symmetric(half))


def _proud(points: Floats) -> Floats:
    """The cowl's form, 28 mm larger at the nose and hardly at the arches, rolled under, with a field sunk into it."""
    across, along = INTAKE_HALF - np.abs(points[:, 0]), INTAKE_RISE - np.abs(points[:, 1] - INTAKE_Y)
    intake = smoothstep(0.5 + across / INTAKE_EDGE) * smoothstep(0.5 + along / INTAKE_EDGE)
    proud = 0.006 + 0.022 * smoothstep((points[:, 2] - 1.00) / 0.14) - 0.008 * intake
    return soft_max(front_form(points) - proud, _low(points[:, 2]) - points[:, 1], 0.050)


def _low(z: Floats) -> Floats:
    """Height of the bumper's underside: level at the nose, rising to the arches."""
    return BUMPER_LOW_Y - 0.012 + 0.080 * smoothstep((1.16 - z) / 0.12)


def _recessed(points: Floats) -> Floats:
    """The cowl's form, 6 mm smaller."""
    return front_form(points) + 0.006


def cowl_parts() -> list[Part]:
    """The front of the cart."""
    above, below = hood()
    return [
        Part("hood", above),
        Part("nose", below),
        Part("lamp_band", band()),
        Part("scuttle", scuttle()),
        Part("fenders", fender(), PAIR),
        Part("bumper_front", bumper()),
    ]
