"""Running gear as far as one sees it: arms, coil-overs and rods in front, axle, motor and leaf springs behind.

Nodes `suspension` (a left mesh and its mirror image) and `axles`.
"""

import numpy as np

from models.golf_cart.author.dimensions import FRONT_AXLE_Z, REAR_AXLE_Z, TYRE_RADIUS
from models.golf_cart.author.kit.curves import rectangle
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.place import PAIR, translation
from models.golf_cart.author.kit.solids import box
from models.golf_cart.author.kit.surfaces import revolve, sweep, tube
from models.golf_cart.author.piece import Floats, Part, Piece

COIL_TURNS, COIL_RADIUS = 5.5, 0.030


def parts() -> list[Part]:
    """What stands at each side, and what joins the sides."""
    left = [*_front_arm(), *_coil_over(), *_leaf_spring(), *_rear_shock()]
    return [Part("suspension", left, PAIR), Part("axles", [*_front_cross(), *_rear_axle()])]


def _front_arm() -> list[Piece]:
    """Lower A-arm, upright and steering rod of the left front wheel."""
    ball = (0.398, 0.180, FRONT_AXLE_Z)
    arm = [
        piece
        for z in (-0.105, 0.105)
        for piece in tube("frame", [(0.155, 0.215, FRONT_AXLE_Z + z), ball], 0.013, sides=8)
    ]
    upright = moved(box("frame", (0.046, 0.130, 0.058), 0.010, segments=2), translation(0.404, 0.226, FRONT_AXLE_Z))
    rod = tube("frame", [(0.09, 0.235, FRONT_AXLE_Z - 0.075), (0.385, 0.225, FRONT_AXLE_Z - 0.072)], 0.008, sides=8)
    return [*arm, *upright, *rod]


def _coil_over() -> list[Piece]:
    """Damper with a coil spring between arm and body."""
    low, high = np.array([0.335, 0.205, FRONT_AXLE_Z + 0.018]), np.array([0.275, 0.440, FRONT_AXLE_Z + 0.005])
    along = high - low
    body = tube("frame", [low, low + 0.55 * along], 0.019, sides=10) + tube(
        "chrome", [low + 0.5 * along, high], 0.008, sides=8
    )
    seats = tube("frame", [low + 0.22 * along, low + 0.25 * along], 0.038, sides=14)
    seats += tube("frame", [low + 0.93 * along, low + 0.97 * along], 0.038, sides=14)
    return [*body, *seats, *tube("strut", _helix(low + 0.26 * along, low + 0.92 * along), 0.0055, sides=4)]


def _helix(low: Floats, high: Floats) -> Floats:
    """The coil's middle line."""
    turn = np.linspace(0.0, 2 * np.pi * COIL_TURNS, int(9 * COIL_TURNS))
    axis = (high - low) / np.linalg.norm(high - low)
    side = np.cross(axis, (0.0, 0.0, 1.0))
    side /= np.linalg.norm(side)
    share = (turn / turn[-1])[:, None]
    around = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * np.cross(axis, side)
    return np.asarray(low + share * (high - low) + COIL_RADIUS * around)


def _front_cross() -> list[Piece]:
    """The cross member that carries the arms."""
    beam = sweep("frame", [(-0.19, 0.225, FRONT_AXLE_Z), (0.19, 0.225, FRONT_AXLE_Z)], rectangle(0.07, 0.26, 0.012, 3))
    rack = tube("frame", [(-0.13, 0.262, FRONT_AXLE_Z - 0.075), (0.13, 0.262, FRONT_AXLE_Z - 0.075)], 0.022, sides=12)
    return [*beam, *rack]


def _rear_axle() -> list[Piece]:
    """Axle tubes with flanges and the differential's housing between them."""
    profile = [(0.030, -0.400), (0.030, -0.150), (0.044, -0.135), (0.080, -0.105), (0.112, -0.050), (0.118, 0.0)]
    whole = profile + [(radius, -x) for radius, x in profile[-2::-1]]
    at = translation(0.0, TYRE_RADIUS, REAR_AXLE_Z)
    housing = revolve("frame", whole, 16)
    motor = [(0.0, 0.0), (0.078, 0.0), (0.086, 0.010), (0.086, 0.190), (0.070, 0.204), (0.0, 0.206)]
    turned = moved([revolve("frame", motor, 16)], translation(0.085, TYRE_RADIUS + 0.015, REAR_AXLE_Z + 0.03))
    return [*moved([housing], at), *turned]


def _leaf_spring() -> list[Piece]:
    """Three leaves, clamped to the axle, between two eyes on the left."""
    pieces: list[Piece] = []
    for leaf, half in enumerate((0.275, 0.195, 0.120)):
        z = np.linspace(-half, half, 7)
        height = 0.290 - 0.0105 * leaf - 0.052 + 0.70 * z**2
        path = np.column_stack([np.full(7, 0.335), height, REAR_AXLE_Z + z])
        pieces += sweep("frame", path, rectangle(0.0075, 0.046, 0.002, 1))
    for end in (-0.275, 0.275):
        at = translation(0.335, 0.291, REAR_AXLE_Z + end)
        pieces += moved(tube("frame", [(-0.026, 0.0, 0.0), (0.026, 0.0, 0.0)], 0.016, sides=10), at)
    clamp = moved(box("frame", (0.062, 0.060, 0.075), 0.006, segments=1), translation(0.335, 0.226, REAR_AXLE_Z))
    return [*pieces, *clamp]


def _rear_shock() -> list[Piece]:
    """The left rear damper."""
    low, high = np.array([0.285, 0.195, REAR_AXLE_Z - 0.04]), np.array([0.260, 0.470, REAR_AXLE_Z - 0.10])
    return tube("frame", [low, low + 0.55 * (high - low)], 0.022, sides=10) + tube(
        "chrome", [low, high], 0.008, sides=8
    )
