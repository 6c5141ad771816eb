"""What every wheel design shares: rim, brake drum, spokes, lug nuts and centre cap.

A wheel stands in its own frame: the axle along x, the outer face towards +x, the hub at the origin. Slots:
`wheel_rim` for rim and spoke faces, `wheel_accent` for flanks, `wheel_cap` for the centre cap, `chrome` for the nuts.
"""

from collections.abc import Callable

import numpy as np

from models.golf_cart.author.kit.place import rotation, translation
from models.golf_cart.author.kit.surfaces import grid, revolve
from models.golf_cart.author.piece import Floats, Piece

LIP_X = 0.086
"""The outermost plane of a rim's flange."""
RING_X = 0.0776
"""The face of the ring inside the flange that spokes run into."""
LUG_COUNT = 4
ROUND = 60
"""Segments of everything round that a low sun outlines: rim, lip and sidewall share their corners."""
FLANGE_HEIGHT = 0.0135
INCH = 0.0254


def bead_radius(inches: float) -> float:
    """Bead seat radius in metres of a rim named by its diameter in inches."""
    return inches * INCH / 2


def rim(seat: float) -> list[Piece]:
    """Flange with a rolled lip and the barrel seen from inside, for a bead `seat` radius in metres."""
    lip = seat + FLANGE_HEIGHT
    profile = [
        (lip - 0.0010, 0.0700),
        (lip, 0.0815),
        (lip - 0.0009, 0.0842),
        (lip - 0.0030, LIP_X),
        (lip - 0.0058, LIP_X),
        (lip - 0.0080, 0.0846),
        (lip - 0.0118, 0.0752),
        (lip - 0.0150, 0.0746),
        (seat - 0.0032, 0.0764),
        (seat - 0.0045, RING_X),
        (seat - 0.0085, RING_X),
        (seat - 0.0103, 0.0760),
        (seat - 0.0112, 0.0600),
        (seat - 0.0120, 0.0200),
    ]
    return [revolve("wheel_rim", profile, segments=ROUND, crease_deg=50.0), _deep_barrel(seat)]


def _deep_barrel(seat: float) -> Piece:
    """The shaded inner half of the barrel, with the inner flange."""
    profile = [(seat - 0.0120, 0.0210), (seat - 0.0130, -0.0500), (seat + 0.010, -0.0840)]
    return revolve("wheel_accent", profile, segments=24)


def drum(seat: float) -> list[Piece]:
    """Brake drum and backing plate: what one sees between the spokes."""
    radius = min(seat - 0.016, 0.112)
    drum_profile = [
        (radius, -0.040),
        (radius, 0.000),
        (radius - 0.010, 0.008),
        (radius * 0.60, 0.011),
        (0.030, 0.018),
        (0.0, 0.018),
    ]
    plate = [(seat - 0.006, -0.034), (0.03, -0.030)]
    return [revolve("frame", drum_profile, segments=20), revolve("frame", plate, segments=20)]


def spoke(
    rows: Floats, angle_deg: float, bevel: float = 0.0022, depth: float = 0.026, draft: float = 0.004
) -> list[Piece]:
    """One spoke along the radius at `angle_deg`: `rows` of (radius, sideways offset, half width, face x) in metres.

    The face is flat, as a lathe leaves it, and bevelled; the flanks widen by `draft` towards the back, which is open.
    """
    radius, offset, half, front = np.asarray(rows, float).T
    across = [(-half, -bevel), (-half + bevel, 0.0), (half - bevel, 0.0), (half, -bevel)]
    face = _spoke_net(radius, offset, front, [(side, np.full_like(radius, lift)) for side, lift in across])
    flanks = []
    for sign in (-1.0, 1.0):
        edge = [(sign * half, np.full_like(radius, -bevel)), (sign * (half + draft), np.full_like(radius, -depth))]
        flanks.append(
            grid("wheel_accent", _spoke_net(radius, offset, front, edge[:: -1 if sign < 0 else 1]), crease_deg=40.0)
        )
    turned = rotation((1, 0, 0), angle_deg)
    return [piece.moved(turned) for piece in (grid("wheel_rim", face, crease_deg=25.0), *flanks)]


def _spoke_net(radius: Floats, offset: Floats, front: Floats, lines: list[tuple[Floats, Floats]]) -> Floats:
    """Grid (stations, lines, 3): y along the spoke, z against its sideways offset, facing +x; stations are arcs."""
    aside = [offset + side for side, _ in lines]
    columns = [
        np.stack([front + lift, np.sqrt(radius**2 - across**2), -across], axis=-1)
        for across, (_, lift) in zip(aside, lines, strict=True)
    ]
    return np.stack(columns, axis=1)


def filleted(radius: Floats, width: Floats | float, hub: tuple[float, float], ring: tuple[float, float]) -> Floats:
    """Half widths along a spoke that grow into hub and ring by circular fillets, each as (radius reached, fillet)."""
    into_hub = np.clip((hub[0] + hub[1] - radius) / hub[1], 0.0, 1.0)
    into_ring = np.clip((radius - (ring[0] - ring[1])) / ring[1], 0.0, 1.0)
    return np.asarray(width + hub[1] * (1 - np.sqrt(1 - into_hub**2)) + ring[1] * (1 - np.sqrt(1 - into_ring**2)))


def stations(hub: tuple[float, float], ring: tuple[float, float]) -> Floats:
    """Radii of a spoke's cross sections: close in the fillets, where they turn most, two between them."""
    share = 1.0 - np.cos(np.radians([0.0, 24.0, 42.0, 57.0, 70.0, 90.0]))
    between = np.linspace(hub[0] + hub[1], ring[0] - ring[1], 4)[1:-1]
    return np.concatenate([hub[0] + hub[1] * share, between, ring[0] - ring[1] * share[::-1]])


def around(pieces: list[Piece], count: int, start_deg: float = 0.0) -> list[Piece]:
    """`pieces` repeated evenly around the axle."""
    turns = [rotation((1, 0, 0), start_deg + 360.0 * i / count) for i in range(count)]
    return [piece.moved(turned) for turned in turns for piece in pieces]


def lug_nuts(face_x: float, circle: float = 0.0425, start_deg: float = 45.0) -> list[Piece]:
    """Hexagon nuts with domed ends on dark seats standing on the plane `face_x`, `circle` metres from the axle."""
    nut = [(0.0086, 0.001), (0.0086, 0.0090)]
    dome = [(0.0074, 0.0090), (0.0058, 0.0126), (0.0, 0.0142)]
    seat = [(0.0112, -0.001), (0.0106, 0.0018), (0.0060, 0.0018)]
    pieces = [revolve("chrome", [*nut, (0.0074, 0.0098), (0.0, 0.0098)], segments=6), revolve("chrome", dome, 10)]
    pieces.append(revolve("wheel_accent", seat, 14))
    out = translation(face_x, circle, 0.0)
    return around([piece.moved(out) for piece in pieces], LUG_COUNT, start_deg)


def turned(slot: str, profile: list[tuple[float, float]], segments: int = 28, crease_deg: float = 35.0) -> Piece:
    """A disc or dome given as (radius, x) rows from its middle outwards, facing +x."""
    return revolve(slot, profile[::-1] if profile[0][0] < profile[-1][0] else profile, segments, crease_deg=crease_deg)


def eased(value: Floats, low: float, high: float) -> Floats:
    """Smoothstep from 0 at `low` to 1 at `high`."""
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))


Design = Callable[[], list[Piece]]
