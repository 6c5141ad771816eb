"""Alternatives on the rear deck: a rear-facing seat, or a rack for two golf bags. Nodes `rear_seat`, `bag_rack`."""

import numpy as np

from models.golf_cart.author.components.cushions import Pad, channel_lines, channels, stitched, upholstered
from models.golf_cart.author.components.wheel_kit import eased
from models.golf_cart.author.dimensions import REAR_DECK_Y
from models.golf_cart.author.kit.curves import rectangle, rounded, spline
from models.golf_cart.author.kit.edits import both_sides, moved
from models.golf_cart.author.kit.place import frame, rotation, translation
from models.golf_cart.author.kit.solids import box, extrude
from models.golf_cart.author.kit.surfaces import sweep, tube
from models.golf_cart.author.piece import Floats, Part, Piece

BENCH_HALF, BENCH_INSERT, BENCH_CHANNELS = 0.440, 0.350, 7
HOOP_Z, HOOP_TOP_Y, HOOP_HALF = -0.745, 1.130, 0.385
BAG_X = 0.190


def parts() -> list[Part]:
    """Both alternatives."""
    return [Part("rear_seat", _rear_seat()), Part("bag_rack", _bag_rack())]


def _bench(half_b: float, thickness: float, corner: float) -> Pad:
    """A pad as wide as the deck with channels across its middle."""
    roll = 0.026
    end = half_b - roll
    rows = np.concatenate([[-end], np.linspace(-end + 0.014, end - 0.014, 9), [end]])
    side = np.array([BENCH_INSERT + 0.012, BENCH_INSERT + 0.032, BENCH_HALF - roll])
    columns = np.concatenate([-side[::-1], channel_lines(BENCH_INSERT, BENCH_CHANNELS), side])
    low, high = rows[1], rows[-2]

    def relief(a: Floats, b: Floats) -> Floats:
        within = (np.abs(a) <= BENCH_INSERT + 1e-9) * (b > low - 1e-9) * (b < high + 1e-9)
        seam = 0.005 * np.maximum(stitched(b, low), stitched(b, high)) * (np.abs(a) <= BENCH_INSERT + 1e-9)
        crown = 0.012 * (1 - (b / half_b) ** 2) + 0.004 * (1 - (a / BENCH_HALF) ** 4)
        bolster = 0.010 * eased(np.abs(a), BENCH_INSERT, BENCH_INSERT + 0.03)
        return np.asarray(
            thickness + crown + bolster + within * channels(a, BENCH_INSERT, BENCH_CHANNELS, 0.009) - seam
        )

    def accented(a: Floats, b: Floats) -> Floats:
        return np.asarray((np.abs(a) < BENCH_INSERT) & (b > low) & (b < high))

    return Pad(BENCH_HALF, half_b, corner, columns, rows, relief, accented, lambda a, b: 0.0 * a * b, roll=roll)


def _rear_seat() -> list[Piece]:
    """Cushion on the deck, upright back, side rails to hold, and a foot plate on two arms below the tail."""
    cushion = moved(
        upholstered(_bench(0.160, 0.070, 0.060)), frame((0.0, REAR_DECK_Y + 0.050, -0.972), (0, 1, -0.03), (0, 0, 1))
    )
    back = moved(
        upholstered(_bench(0.150, 0.048, 0.070)), frame((0.0, 1.010, -0.752), (0.0, 0.10, -1.0), (0.0, 1.0, 0.10))
    )
    plinth = moved(
        box("seat_shell", (0.780, 0.110, 0.250), 0.012, 0.040), translation(0.0, REAR_DECK_Y - 0.018, -0.950)
    )
    return [*cushion, *back, *plinth, *both_sides(_rear_seat_frame()), *_grab_bar(), *_foot_plate()]


def _rear_seat_frame() -> list[Piece]:
    """Left arm rail and back upright."""
    corners = [(0.455, 0.690, -0.765), (0.470, 0.985, -0.770), (0.470, 0.985, -1.075), (0.455, 0.690, -1.085)]
    rail = tube("frame", rounded(corners, [0.0, 0.060, 0.070, 0.0], 5, closed=False), 0.0125, sides=8)
    grip = tube(
        "plastic_black",
        np.linspace((0.470, 0.985, -0.86), (0.470, 0.985, -1.00), 8),
        [0.011, 0.017, 0.0185, 0.019, 0.019, 0.0185, 0.017, 0.011],
        sides=10,
    )
    post = tube("frame", [(0.30, 0.740, -0.728), (0.30, 0.86, -0.722), (0.30, 1.10, -0.705)], 0.014, sides=8)
    return [*rail, *grip, *post]


def _grab_bar() -> list[Piece]:
    """A bar over the whole back to hold on to."""
    corners = [(-0.36, 0.98, -0.708), (-0.36, 1.195, -0.712), (0.36, 1.195, -0.712), (0.36, 0.98, -0.708)]
    return tube("frame", rounded(corners, [0.0, 0.07, 0.07, 0.0], 5, closed=False), 0.0125, sides=8)


def _foot_plate() -> list[Piece]:
    """A ribbed step behind the tail."""
    plate = moved(
        box("plastic_black", (0.760, 0.028, 0.230), 0.010, 0.040, segments=3), translation(0.0, 0.330, -1.345)
    )
    ribs = [_rib((-0.33, 0.343, z), (0.33, 0.343, z)) for z in np.linspace(-1.265, -1.42, 6)]
    arm = [(0.27, 0.300, -1.05), (0.27, 0.300, -1.20), (0.27, 0.311, -1.42)]
    return [
        *plate,
        *[piece for rib in ribs for piece in rib],
        *both_sides(sweep("frame", arm, rectangle(0.030, 0.024, 0.005, 2))),
    ]


def _bag_rack() -> list[Piece]:
    """Well base on the deck, a hoop behind the seats, a guard rail, two bag cradles with straps."""
    return [*_well(), *_hoop(), *both_sides(_side_rail()), *both_sides([*_cradle(), *_strap()])]


def _well() -> list[Piece]:
    """The tray that bags stand in: rounded wall, ribbed floor."""
    outer = rectangle(0.770, 0.262, 0.070, 5)
    middle = translation(0.0, REAR_DECK_Y - 0.055, -0.915) @ rotation((1, 0, 0), -90.0)
    base = moved(extrude("plastic_black", outer, 0.085, 0.006, segments=2, back_fillet=0.0), middle)
    ring = np.column_stack([rectangle(0.742, 0.234, 0.058, 5), np.full(24, 0.103)])
    wall = sweep("plastic_black", ring, rectangle(0.046, 0.016, 0.005, 1), closed=True, up=(0, 0, 1))
    lanes = [(0.062 * i, REAR_DECK_Y + 0.029) for i in range(-5, 6)]
    ribs = [piece for x, y in lanes for piece in _rib((x, y, -1.00), (x, y, -0.83))]
    return [*base, *moved(wall, middle), *ribs]


def _rib(start: tuple[float, float, float], end: tuple[float, float, float]) -> list[Piece]:
    """A half-sunk rubber rib from one place to another."""
    return tube("rubber", [start, end], 0.0065, sides=6)


def _hoop() -> list[Piece]:
    """The upright hoop with its two cross bars."""
    corners = [
        (-HOOP_HALF, 0.700, HOOP_Z - 0.02),
        (-HOOP_HALF, HOOP_TOP_Y, HOOP_Z),
        (HOOP_HALF, HOOP_TOP_Y, HOOP_Z),
        (HOOP_HALF, 0.700, HOOP_Z - 0.02),
    ]
    hoop = tube("frame", rounded(corners, [0.0, 0.085, 0.085, 0.0], 6, closed=False), 0.0150, sides=10)
    bars = [(0.915, HOOP_Z - 0.010), (HOOP_TOP_Y - 0.055, HOOP_Z - 0.003)]
    return [
        *hoop,
        *[piece for y, z in bars for piece in tube("frame", [(-HOOP_HALF, y, z), (HOOP_HALF, y, z)], 0.0125, sides=10)],
    ]


def _side_rail() -> list[Piece]:
    """The left rail from the hoop round to the middle of the tail."""
    corners = [(HOOP_HALF, 0.915, HOOP_Z - 0.010), (HOOP_HALF + 0.010, 0.915, -1.085), (0.0, 0.915, -1.105)]
    rail = tube("frame", rounded(corners, [0.0, 0.090, 0.0], 8, closed=False), 0.0125, sides=10)
    post = tube("frame", [(HOOP_HALF - 0.085, 0.760, -1.030), (HOOP_HALF - 0.085, 0.915, -1.090)], 0.0115, sides=8)
    return [*rail, *post]


def _cradle() -> list[Piece]:
    """A padded half ring on the hoop that a bag leans into."""
    angle = np.radians(np.linspace(200.0, 340.0, 11))
    path = np.column_stack(
        [BAG_X + 0.125 * np.cos(angle), np.full(11, HOOP_TOP_Y - 0.055), HOOP_Z - 0.130 - 0.125 * np.sin(angle) - 0.010]
    )
    return sweep(
        "rubber", path, rounded([(0.024, -0.007), (0.024, 0.007), (-0.024, 0.007), (-0.024, -0.007)], 0.005, 2)
    )


def _strap() -> list[Piece]:
    """A strap that hangs closed in front of the cradle, with its buckle."""
    path = spline(
        [
            (BAG_X - 0.125, 1.082, -0.80),
            (BAG_X - 0.10, 1.064, -0.90),
            (BAG_X, 1.046, -0.965),
            (BAG_X + 0.10, 1.064, -0.90),
            (BAG_X + 0.125, 1.082, -0.80),
        ],
        15,
    )
    band = sweep(
        "rubber", path, rounded([(0.013, -0.0018), (0.013, 0.0018), (-0.013, 0.0018), (-0.013, -0.0018)], 0.001, 1)
    )
    buckle = moved(box("frame", (0.038, 0.036, 0.008), 0.003, segments=2), translation(BAG_X, 1.047, -0.968))
    return [*band, *buckle]
