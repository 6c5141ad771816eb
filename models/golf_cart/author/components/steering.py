"""Steering wheel: soft rim, three spokes, centre pad with badge, column with stalk. Node `steering`."""

import numpy as np

from models.golf_cart.author.components.wheel_kit import eased
from models.golf_cart.author.dimensions import STEERING_CENTER, STEERING_RADIUS, STEERING_TILT_DEG
from models.golf_cart.author.kit.curves import superellipse
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.place import frame, rotation
from models.golf_cart.author.kit.solids import extrude
from models.golf_cart.author.kit.surfaces import grid, revolve, sweep, tube
from models.golf_cart.author.piece import Floats, Part, Piece

COLUMN_LENGTH = 0.50
SPOKE_ANGLES_DEG = (90.0, 210.0, 330.0)
"""Counter-clockwise from the driver's right, so that one spoke points at the driver's lap: 270° is down, 90° up."""


def parts() -> list[Part]:
    """One node; the wheel's plane leans `STEERING_TILT_DEG` from level towards the driver."""
    wheel = [*_rim(), *_spokes(), *_centre()]
    return [Part("steering", moved([*wheel, *_column()], wheel_frame()))]


def wheel_frame() -> Floats:
    """The wheel's frame: +Z along the column to the driver's chest, +Y away from the driver."""
    lean = np.radians(STEERING_TILT_DEG)
    return frame(STEERING_CENTER, (0.0, np.cos(lean), -np.sin(lean)), (0.0, np.sin(lean), np.cos(lean)))


def _rim() -> list[Piece]:
    """A torus whose section is fuller where hands hold it, with a stitched joint at both sides."""
    angle = np.linspace(0.0, 2 * np.pi, 56, endpoint=False)
    path = STEERING_RADIUS * np.column_stack([np.cos(angle), np.sin(angle), 0 * angle])
    thumbs = sum(
        np.exp(-((((angle - np.radians(a) + np.pi) % (2 * np.pi) - np.pi) / 0.16) ** 2)) for a in (38.0, 142.0)
    )
    girth = 1.0 + 0.16 * thumbs
    return sweep("rubber", path, superellipse(0.030, 0.034, 2.2, 10), scale=girth, closed=True, up=(0, 0, 1))


def _spokes() -> list[Piece]:
    """Three spokes dished from the hub up to the rim, metal faces in a dark frame."""
    radius = np.linspace(0.030, STEERING_RADIUS - 0.004, 9)
    half = 0.019 - 0.007 * eased(radius, 0.03, 0.11) + 0.006 * eased(radius, 0.125, 0.175)
    height = -0.030 + 0.028 * eased(radius, 0.03, 0.165)
    section = np.array(
        [
            (-1.0, -0.003),
            (-0.86, 0.002),
            (-0.5, 0.0036),
            (0.5, 0.0036),
            (0.86, 0.002),
            (1.0, -0.003),
            (0.8, -0.006),
            (-0.8, -0.006),
        ][::-1]
    )
    pieces = []
    for angle in (0.0, 180.0, 270.0):
        net = np.stack(
            [
                np.column_stack([np.full(8, r), h_ * section[:, 0], z + section[:, 1]])
                for r, h_, z in zip(radius, half, height, strict=True)
            ]
        )
        pieces.append(grid("strut", net, closed=(False, True), crease_deg=40.0).moved(rotation((0, 0, 1), angle)))
    return pieces


def _centre() -> list[Piece]:
    """The pad over the hub: rounded, with a bright ring and a badge."""
    pad = [
        p.moved(rotation((0, 0, 1), 0.0))
        for p in extrude("plastic_black", superellipse(0.116, 0.096, 2.8, 28), 0.030, 0.010, segments=3)
    ]
    sunk = np.eye(4)
    sunk[2, 3] = -0.036
    upright = rotation((0, 1, 0), -90.0)
    ring = revolve("chrome", [(0.0195, 0.000), (0.0200, 0.0016), (0.0180, 0.0024), (0.0165, 0.0012)], 32)
    badge = revolve("badge", [(0.0168, 0.0006), (0.0140, 0.0014), (0.0, 0.0020)], 32)
    raised = np.eye(4)
    raised[2, 3] = -0.0065
    return [*moved(pad, sunk), *moved([ring, badge], upright, raised)]


def _column() -> list[Piece]:
    """Hub boss, shaft sleeve and the shroud where it leaves the dash; runs along −Z."""
    boss = [(0.020, -0.080), (0.030, -0.060), (0.038, -0.036), (0.030, -0.030)]
    shroud = [(0.044, -0.340), (0.042, -0.230), (0.036, -0.200), (0.026, -0.192), (0.020, -0.190)]
    upright = rotation((0, 1, 0), -90.0)
    pieces = moved([revolve("plastic_black", profile, 28) for profile in (boss, shroud)], upright)
    pieces += tube("frame", [(0.0, 0.0, -0.05), (0.0, 0.0, -COLUMN_LENGTH)], 0.019, sides=16)
    stalk = [(0.0, 0.0, -0.125), (-0.045, -0.002, -0.118), (-0.090, -0.004, -0.100), (-0.118, -0.004, -0.092)]
    return pieces + tube("plastic_black", stalk, [0.006, 0.006, 0.0075, 0.006], sides=10)
