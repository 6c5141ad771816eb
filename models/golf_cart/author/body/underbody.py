"""What closes the cart from below and inside: floor tub, rockers, wheel wells, tray and frame rails."""

import numpy as np

from models.golf_cart.author.body.forms import TRAILING, front_form, rear_form
from models.golf_cart.author.dimensions import FLOOR_Y, FRONT_AXLE_Z, REAR_AXLE_Z, TYRE_RADIUS, WHEEL_WELL_RADIUS
from models.golf_cart.author.kit.charts import LEFT, TOP, seen
from models.golf_cart.author.kit.curves import resampled, rounded, spline
from models.golf_cart.author.kit.edits import both_sides, flipped, moved
from models.golf_cart.author.kit.forms import Form
from models.golf_cart.author.kit.place import PAIR, rotation, translation
from models.golf_cart.author.kit.solids import box, cap, extrude
from models.golf_cart.author.kit.surfaces import grid, loft, sweep
from models.golf_cart.author.piece import Floats, Part, Piece

WELL_INNER_X = 0.318
TUB_HALF, CHEEK_X = 0.512, 0.496
BLACK = "plastic_black"


def tub() -> list[Piece]:
    """Floor, toe board and firewall in one sheet, with closed cheeks."""
    side = rounded(
        [(-0.09, FLOOR_Y), (0.33, FLOOR_Y), (0.545, 0.520), (0.552, 0.905)], [0.0, 0.16, 0.12, 0.0], 10, closed=False
    )
    line = resampled(side, 24)
    x = np.linspace(-TUB_HALF, TUB_HALF, 9)
    under_cowl = seen(front_form, TOP, np.column_stack([x, np.full(len(x), -0.575)]), depth=0.4)[:, 1] - 0.018
    net = np.stack(
        [
            np.column_stack([np.full(len(line), v), np.minimum(line[:, 1], top), line[:, 0]])
            for v, top in zip(x, under_cowl, strict=True)
        ]
    )
    y = np.linspace(FLOOR_Y - 0.05, 0.80, 6)
    rim = np.stack([np.column_stack([np.full(6, CHEEK_X), y, z]) for z in (TRAILING(y) + 0.006, np.full(6, 0.60))])
    cheek = [flipped(grid(BLACK, rim)), grid(BLACK, rim + np.array([0.003, 0.0, 0.0]))]
    return [grid(BLACK, net), *both_sides(cheek)]


def rocker() -> list[Piece]:
    """The left sill between cowl and seat base, with a tread plate on top and a strip of trim along the side."""
    section = rounded(
        [(0.440, 0.225), (0.536, 0.225), (0.548, 0.262), (0.540, 0.312), (0.440, 0.312)],
        [0.004, 0.018, 0.03, 0.014, 0.004],
        4,
    )
    z = np.linspace(-0.075, 0.475, 12)
    rings = [np.column_stack([section[:, 0] - _tucked(v), section[:, 1], np.full(len(section), v)]) for v in z]
    sill = loft(BLACK, rings, 8)
    strip = spline([(0.5478 - _tucked(v), 0.272, v) for v in np.linspace(0.0, 0.405, 9)], 8)
    bar = sweep(
        "trim", strip, np.array([[np.cos(a) * 0.011, np.sin(a) * 0.005] for a in np.linspace(0, 2 * np.pi, 9)[:-1]])
    )
    ribs = [
        piece
        for v in np.linspace(0.08, 0.32, 4)
        for piece in moved(box("rubber", (0.060, 0.006, 0.012), 0.002, segments=1), translation(0.490, 0.3135, v))
    ]
    return [sill, *bar, *ribs]


def _tucked(z: float) -> float:
    """How far the sill draws in towards its ends, to vanish under fender and seat base."""
    return float(0.042 * ((z - 0.2) / 0.3) ** 4)


def wells() -> list[Piece]:
    """Closed liners over the left wheels."""
    return [*_well(front_form, FRONT_AXLE_Z, 16.0, 176.0), *_well(rear_form, REAR_AXLE_Z, 4.0, 164.0)]


def _well(form: Form, axle_z: float, front_deg: float, rear_deg: float) -> list[Piece]:
    """A half drum from one angle to another up to the body's skin, its inside facing the wheel, and its inner wall."""
    angle = np.radians(np.linspace(front_deg, rear_deg, 29))
    radius = WHEEL_WELL_RADIUS + 0.0105
    ring = np.column_stack([TYRE_RADIUS + radius * np.sin(angle), axle_z + radius * np.cos(angle)])
    under_skin = seen(form, LEFT, np.column_stack([-ring[:, 1], ring[:, 0]]))[:, 0] - 0.012
    x = np.linspace(np.full(len(ring), WELL_INNER_X), under_skin, 3)
    drum = grid(BLACK, np.stack([np.column_stack([v, ring]) for v in x]))
    away = ring + 0.003 * (ring - [TYRE_RADIUS, axle_z]) / radius
    shell = grid(BLACK, np.stack([np.column_stack([v, away]) for v in x]))
    wall = cap(BLACK, np.column_stack([-ring[:, 1], ring[:, 0], np.full(len(ring), WELL_INNER_X)]))
    inner, outer = (drum, flipped(shell)) if not _faces_away(drum, axle_z) else (flipped(drum), shell)
    return [inner, outer, *moved([wall], rotation((0, 1, 0), 90.0))]


def _faces_away(drum: Piece, axle_z: float) -> bool:
    """Whether the first face looks away from the axle."""
    a, b, c = drum.vertices[drum.faces[0]]
    return bool(np.cross(b - a, c - a) @ (a - [a[0], TYRE_RADIUS, axle_z]) > 0)


def tray() -> list[Piece]:
    """The underbody between the wheels, and the frame rails below it."""
    wide, slim = 0.500, WELL_INNER_X - 0.004
    reach = WHEEL_WELL_RADIUS + 0.01
    stations = [(1.13, 0.33), (FRONT_AXLE_Z + reach, slim), (FRONT_AXLE_Z - reach, slim), (FRONT_AXLE_Z - reach, wide)]
    stations += [(REAR_AXLE_Z + reach, wide), (REAR_AXLE_Z + reach, slim), (REAR_AXLE_Z - reach, slim), (-1.16, 0.33)]
    left = np.array([(x, -z) for z, x in stations])
    outline = np.vstack([left, left[::-1] * [-1.0, 1.0]])
    plate = moved(extrude(BLACK, outline, 0.030, 0.003), rotation((1, 0, 0), -90.0), translation(y=0.212))
    rails = [
        p
        for piece in box("frame", (0.050, 0.065, 2.06), 0.008, segments=1)
        for p in moved([piece], translation(0.235, 0.185, -0.02))
    ]
    cross = [
        p
        for z in (-0.55, 0.0, 0.47)
        for p in moved(box("frame", (0.52, 0.045, 0.05), 0.008, segments=1), translation(0, 0.19, z))
    ]
    return [*plate, *both_sides(rails), *cross]


def bulkheads() -> list[Piece]:
    """Dark walls inside the cowl and the rear body, so that no shut line looks through."""
    cowl = moved(box(BLACK, (0.60, 0.50, 0.44), 0.02, segments=1), translation(0.0, 0.45, 0.775))
    rear = moved(box(BLACK, (0.60, 0.30, 1.00), 0.02, segments=1), translation(0.0, 0.38, -0.58))
    return [*cowl, *rear]


def seat_pan() -> Piece:
    """The sheet under the cushions, as far below the body's form as a flange is deep: it runs under the panels around
    it, so that nobody looks past a cushion into the body, whose panels have one side.
    """
    x, z = np.meshgrid(np.linspace(-0.512, 0.512, 13), np.linspace(-0.060, -0.640, 15))
    places = np.column_stack([x.ravel(), -z.ravel()])
    return grid(BLACK, seen(_below_seats, TOP, places, depth=0.4).reshape(*x.shape, 3))


def _below_seats(points: Floats) -> Floats:
    """The rear form, 16 mm smaller."""
    return rear_form(points) + 0.016


def underbody_parts() -> list[Part]:
    """The closed inside and underside of the cart."""
    return [
        Part("floor", tub()),
        Part("rockers", rocker(), PAIR),
        Part("wheel_wells", wells(), PAIR),
        Part("underbody", [*tray(), *bulkheads(), seat_pan()]),
    ]
