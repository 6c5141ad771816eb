"""Front seats: two dished cushions, two back rests with a smooth field for embroidery, brackets and hip restraints.

Nodes: `seat_cushions`, `seat_back_driver`, `seat_back_passenger`, `seat_frame`.
"""

import numpy as np

from models.golf_cart.author.components.cushions import Pad, channel_lines, channels, stitched, upholstered
from models.golf_cart.author.components.wheel_kit import eased
from models.golf_cart.author.dimensions import (
    DRIVER_X,
    PASSENGER_X,
    SEAT_BACK_BOTTOM,
    SEAT_BACK_TOP,
    SEAT_DECK_Y,
)
from models.golf_cart.author.kit.curves import spline
from models.golf_cart.author.kit.edits import both_sides, moved
from models.golf_cart.author.kit.place import frame, translation
from models.golf_cart.author.kit.solids import box
from models.golf_cart.author.kit.surfaces import tube
from models.golf_cart.author.piece import Floats, Part, Piece

INSERT_HALF, CHANNELS = 0.152, 5
CUSHION_MIDDLE_Z, CUSHION_THICKNESS = -0.262, 0.098
BACK_THICKNESS = 0.070
CREST, RIM_LEVEL = 0.55, 0.25
"""Of a bolster: where on its way to the rim it is highest, and what share of that height the rim keeps."""
LOGO_B, LOGO_SEAM_B = 0.090, -0.056
"""On the back rest, from its middle upwards: the centre of the embroidery field and the seam below it."""


def parts() -> list[Part]:
    """Cushions (one mesh, two placements), both back rests at their places, and what carries them."""
    back = moved(upholstered(back_rest()), back_frame(DRIVER_X))
    return [
        Part("seat_cushions", upholstered(cushion()), [cushion_frame(x) for x in (DRIVER_X, PASSENGER_X)]),
        Part("seat_back_driver", back),
        Part("seat_back_passenger", back, [translation(PASSENGER_X - DRIVER_X)]),
        Part("seat_frame", [*_brackets(), *both_sides(_hip_restraint())]),
    ]


def cushion_frame(x: float) -> Floats:
    """A cushion's frame at `x`: b runs to the rear, h upwards, rising 3.5° to the front."""
    tilt = np.radians(3.5)
    return frame((x, SEAT_DECK_Y + 0.030, CUSHION_MIDDLE_Z), (0.0, np.cos(tilt), -np.sin(tilt)), (0.0, 0.0, -1.0))


def back_frame(x: float) -> Floats:
    """A back rest's frame at `x`: b runs up the rake, h to the front; h = 0 is the shell's rim."""
    (y0, z0), (y1, z1) = SEAT_BACK_BOTTOM, SEAT_BACK_TOP
    up = np.array([0.0, y1 - y0, z1 - z0]) / np.hypot(y1 - y0, z1 - z0)
    out = np.cross((1.0, 0.0, 0.0), up)
    middle = np.array([x, (y0 + y1) / 2, (z0 + z1) / 2])
    return frame(middle - BACK_THICKNESS * out, out, up)


def logo_frame(x: float) -> Floats:
    """The embroidery field of the back rest at `x`: a frame (right, up, out, origin) amid 240 × 170 smooth mm."""
    pad, step = back_rest(), 0.002
    b = LOGO_B + np.array([-step, 0.0, step])
    height = pad.relief(0 * b, b) + pad.bend(0 * b, b)
    slope = (height[2] - height[0]) / (2 * step)
    return np.asarray(back_frame(x) @ frame((0.0, LOGO_B, height[1]), (0.0, -slope, 1.0)))


def _bolster_lines(inner: float, outer: float) -> Floats:
    """Grid lines from the insert's seam over the bolster to the edge."""
    return np.array([inner + 0.009, inner + 0.022, inner + 0.034, inner + 0.046, inner + 0.058, outer])


def _columns(half_a: float, roll: float) -> Floats:
    """Grid lines across a seat: edge, bolster, channels of the insert, bolster, edge."""
    side = _bolster_lines(INSERT_HALF, half_a - roll)
    return np.concatenate([-side[::-1], channel_lines(INSERT_HALF, CHANNELS), side])


def _bolster(a: Floats, over: Floats, width: float, height: float) -> Floats:
    """A padded ridge around the insert, `height` above it, that reaches the rim at one level all around.

    `over` is how far a place lies beyond the insert's ends, as a share of the way to the rim.
    """
    aside = np.clip((np.abs(a) - INSERT_HALF) / width, 0.0, 1.0)
    share = np.clip((aside**4 + np.clip(over, 0.0, 1.0) ** 4) ** 0.25, 0.0, 1.0)
    rise = np.sin(np.pi / 2 * np.clip(share / CREST, 0.0, 1.0)) ** 0.9
    return np.asarray(height * rise * (1 - (1 - RIM_LEVEL) * eased(share, CREST, 1.0)))


def cushion() -> Pad:
    """The bottom: dished, channelled front to back in the insert, with a waterfall front edge."""
    half_a, half_b, roll = 0.250, 0.262, 0.030
    rows = np.array(
        [-0.232, -0.222, -0.205, -0.182, -0.160, -0.148, -0.136, -0.110, -0.06, 0.0, 0.06, 0.11, 0.155, 0.170, 0.182]
    )
    rows = np.concatenate([rows, [0.196, 0.208, 0.220, 0.232]])

    def relief(a: Floats, b: Floats) -> Floats:
        inside = eased(b, -0.156, -0.136) * (1 - eased(b, 0.162, 0.182))
        within = (np.abs(a) <= INSERT_HALF + 1e-9) * inside
        base = CUSHION_THICKNESS - 0.010 * eased(b, -0.10, 0.20) + 0.006 * (1 - (a / half_a) ** 2)
        seam = 0.007 * np.maximum(stitched(b, -0.148), stitched(b, 0.170, 0.014)) * (np.abs(a) <= INSERT_HALF + 1e-9)
        seam = np.maximum(seam, 0.007 * stitched(np.abs(a), INSERT_HALF, 0.010) * inside)
        waterfall = 0.020 * eased(-b, 0.13, 0.24) ** 1.5
        return np.asarray(
            base
            + within * (0.011 + channels(a, INSERT_HALF, CHANNELS, 0.012))
            + _bolster(a, np.maximum((-0.148 - b) / 0.084, (b - 0.170) / 0.062), half_a - roll - INSERT_HALF, 0.017)
            - seam
            - waterfall
        )

    def accented(a: Floats, b: Floats) -> Floats:
        return np.asarray((np.abs(a) < INSERT_HALF) & (b > -0.148) & (b < 0.170))

    return Pad(
        half_a, half_b, 0.070, _columns(half_a, roll), rows, relief, accented, lambda a, b: 0.0 * a * b, roll=roll
    )


def back_rest() -> Pad:
    """The back: smooth crowned field above, channels below, bolsters that wrap the sides."""
    half_a, half_b, roll = 0.250, 0.226, 0.026
    rows = np.array([-0.200, -0.190, -0.176, -0.164, -0.14, -0.115, -0.09, -0.076, -0.066, LOGO_SEAM_B, -0.046, -0.032])
    rows = np.concatenate([rows, [0.005, 0.045, 0.09, 0.13, 0.152, 0.168, 0.184, 0.200]])

    def relief(a: Floats, b: Floats) -> Floats:
        inside = eased(b, -0.186, -0.166) * (1 - eased(b, LOGO_SEAM_B - 0.012, LOGO_SEAM_B))
        within = (np.abs(a) <= INSERT_HALF + 1e-9) * inside
        base = BACK_THICKNESS - 0.004 + 0.006 * (1 - (a / half_a) ** 2) + 0.008 * np.exp(-(((b + 0.09) / 0.09) ** 2))
        seam = 0.006 * np.maximum(stitched(b, -0.176), stitched(b, LOGO_SEAM_B)) * (np.abs(a) <= INSERT_HALF + 1e-9)
        flank = 1 - eased(b, 0.13, 0.20)
        seam = np.maximum(seam, 0.006 * stitched(np.abs(a), INSERT_HALF, 0.010) * eased(b, -0.186, -0.166) * flank)
        return np.asarray(
            base
            + within * (0.008 + channels(a, INSERT_HALF, CHANNELS, 0.010))
            + _bolster(a, (-0.176 - b) / 0.024, half_a - roll - INSERT_HALF, 0.015) * flank
            - seam
        )

    def accented(a: Floats, b: Floats) -> Floats:
        return np.asarray((np.abs(a) < INSERT_HALF) & (b > -0.176) & (b < LOGO_SEAM_B))

    def bend(a: Floats, b: Floats) -> Floats:
        return np.asarray(0.020 * (a / half_a) ** 2 - 0.018 * np.clip(b / half_b, 0.0, 1.2) ** 2)

    return Pad(half_a, half_b, 0.085, _columns(half_a, roll), rows, relief, accented, bend, taper=0.07, roll=roll)


def _brackets() -> list[Piece]:
    """Two steel uprights behind the backs and the cross tube that joins them."""
    pieces: list[Piece] = []
    for x in (0.14, 0.40):
        path = spline(
            [
                (x, SEAT_DECK_Y - 0.03, -0.520),
                (x, 0.66, -0.555),
                (x, 0.76, -0.603),
                (x, 0.96, -0.662),
                (x, 1.02, -0.672),
            ],
            8,
        )
        pieces += both_sides(tube("frame", path, 0.014, sides=8))
    pieces += tube("frame", [(-0.45, 0.80, -0.632), (0.45, 0.80, -0.632)], 0.014, sides=8)
    return pieces


def _hip_restraint() -> list[Piece]:
    """The left arm rest: a bent tube out of the seat base with a padded grip on its level run."""
    bend = [
        (0.512, 0.60, -0.470),
        (0.545, 0.64, -0.470),
        (0.556, 0.74, -0.462),
        (0.556, 0.845, -0.440),
        (0.556, 0.882, -0.395),
    ]
    bend += [
        (0.556, 0.890, -0.32),
        (0.556, 0.886, -0.22),
        (0.556, 0.868, -0.160),
        (0.554, 0.815, -0.138),
        (0.545, 0.70, -0.140),
        (0.512, 0.62, -0.145),
    ]
    steel = tube("frame", spline(bend, 30), 0.0115, sides=8)
    pad = spline([(0.556, 0.8895, -0.372), (0.556, 0.8915, -0.30), (0.556, 0.888, -0.215)], 14)
    girth = 0.019 * np.array([0.55, 0.82, 0.95, *[1.0] * 8, 0.95, 0.82, 0.55])
    return [*steel, *tube("plastic_black", pad, girth, sides=10)]


def seat_deck_trim() -> list[Piece]:
    """A thin pan under both cushions."""
    return [
        piece.moved(translation(0.0, SEAT_DECK_Y, CUSHION_MIDDLE_Z))
        for piece in box("seat_shell", (1.0, 0.02, 0.5), 0.006, 0.05)
    ]
