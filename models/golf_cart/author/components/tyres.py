"""Tyres: one shared tread for every wheel, and a sidewall that each wheel design asks for at its own rim size.

The tread is a lattice of pitches around the tyre: ribs parted by circumferential grooves, cut by slanted sipes that run
out into the shoulders. The pattern is point-symmetric: a wheel turned half round for the right side shows the same.
Wheels stand in their own frame: the axle along x, the outer face towards +x, the hub at the origin.
"""

import numpy as np

from models.golf_cart.author.components.placing import on_axles
from models.golf_cart.author.components.wheel_kit import ROUND
from models.golf_cart.author.dimensions import TYRE_RADIUS, TYRE_WIDTH
from models.golf_cart.author.kit.edits import mirrored
from models.golf_cart.author.kit.surfaces import grid, revolve
from models.golf_cart.author.piece import Floats, Part, Piece

PITCHES, ROWS_A_PITCH = 29, 3
CROWN_DROP = 0.0035
SHOULDER_X, SHOULDER_DROP = 0.074, 0.036
GROOVE_DEPTH, SIPE_DEPTH = 0.0060, 0.0050
SIPE_SHARE = 0.17
"""Of a pitch, in rows: what a sipe takes along the circumference."""
SIDEWALL_SEGMENTS = ROUND
RAISED_WALL = [(0.05, 0.0), (0.13, 0.0), (0.145, 0.0018), (0.30, 0.0022), (0.32, 0.0), (0.78, 0.0)]
RAISED_WALL += [(0.80, 0.0026), (0.92, 0.0026), (0.98, 0.0)]
"""(share of the wall's height from its widest place, metres proud of it): a band, the rim protector."""
PLAIN_WALL = [(0.1, 0.0), (0.4, 0.0), (0.75, 0.0), (0.98, 0.0)]


def parts() -> list[Part]:
    """`tyres`: tread, shoulders and inner sidewall, on four hubs."""
    return [Part("tyres", [tread(), *mirrored([sidewall(0.106, segments=32, plain=True)])], on_axles())]


def crown_radius(x: Floats) -> Floats:
    """Radius (m) of the uncut tread at axial position `x` (m), inside the shoulders."""
    return TYRE_RADIUS - CROWN_DROP * (np.abs(x) / 0.080) ** 2


def shoulder_point(angle_deg: float) -> tuple[float, float]:
    """(x, radius) on the shoulder's quarter ellipse; 90° meets the crown, 0° is the widest place of the tyre."""
    angle = np.radians(angle_deg)
    top = float(crown_radius(np.array(SHOULDER_X)))
    x = SHOULDER_X + (TYRE_WIDTH / 2 - SHOULDER_X) * np.cos(angle)
    return float(x), float(top - SHOULDER_DROP * (1.0 - np.sin(angle)))


def _half_section() -> Floats:
    """Rows (x, radius, groove depth, sipe depth) from the middle of the tread to the left shoulder's tuck."""
    flat = [
        (0.0105, 0, 0),
        (0.0135, 1, 0),
        (0.0165, 0, 0.3),
        (0.040, 0, 0.5),
        (0.0432, 1, 0),
        (0.0464, 0, 1),
        (0.074, 0, 1),
    ]
    rows = [(x, float(crown_radius(np.array(x))), groove * GROOVE_DEPTH, sipe * SIPE_DEPTH) for x, groove, sipe in flat]
    rows += [(*shoulder_point(62), 0.0, 0.9 * SIPE_DEPTH), (*shoulder_point(34), 0.0, 0.6 * SIPE_DEPTH)]
    rows.append((*shoulder_point(26), 0.006, 0.0))
    return np.array(rows)


def _section() -> Floats:
    """The whole tread section, right to left."""
    half = _half_section()
    return np.vstack([half[::-1] * [-1.0, 1.0, 1.0, 1.0], half])


def tread() -> Piece:
    """Blocks, grooves and sipes as one closed lattice; slot `tyre`."""
    x, radius, groove, sipe = _section().T
    row = np.arange(PITCHES * ROWS_A_PITCH)
    within = np.array([SIPE_SHARE / 2, 1.0 - SIPE_SHARE / 2, 1.0])[row % ROWS_A_PITCH]
    is_cut = row % ROWS_A_PITCH == ROWS_A_PITCH - 1
    lean = 0.30 * np.clip(x / 0.046, -1.0, 1.0)
    angle = 2.0 * np.pi / PITCHES * ((row // ROWS_A_PITCH + within)[None, :] + lean[:, None])
    reach = radius[:, None] - np.maximum(groove[:, None], np.where(is_cut, sipe[:, None], 0.0))
    net = np.stack([np.broadcast_to(x[:, None], reach.shape), reach * np.cos(angle), reach * np.sin(angle)], axis=-1)
    return grid("tyre", net, closed=(False, True), crease_deg=30.0)


def sidewall(rim_radius: float, segments: int = SIDEWALL_SEGMENTS, plain: bool = False) -> Piece:
    """Outer sidewall from under the tread to the bead at `rim_radius` (m): bulge, raised ring and rim protector."""
    return revolve("tyre", _sidewall_profile(rim_radius, plain), segments=segments, crease_deg=28.0)


def _sidewall_profile(rim_radius: float, plain: bool) -> Floats:
    """Rows (radius, x) from the shoulder inwards."""
    widest_x, widest_radius = shoulder_point(0)
    shoulder = [shoulder_point(angle) for angle in (48, 24, 8)]
    # Under the tread blocks the carcass lies lower than their faces.
    tucked = [(x - 0.0035, radius - 0.0035) for x, radius in shoulder[:1]] + [
        (x - 0.0010, radius) for x, radius in shoulder[1:]
    ]
    height = widest_radius - rim_radius
    share, proud = np.array(PLAIN_WALL if plain else RAISED_WALL).T
    wall = [(widest_x - 0.0205 * t**2.2 + p, widest_radius - t * height) for t, p in zip(share, proud, strict=True)]
    bead = [(widest_x - 0.0340, rim_radius - 0.0055)]
    return np.array(tucked + wall + bead)[:, ::-1]
