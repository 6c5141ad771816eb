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
LUG_CIRCLE, LUG_COUNT = 0.0508, 4
FLANGE_HEIGHT = 0.0135
INCH = 0.0254


def bead_radius(inches: float) -> float:
    """Bead seat radius in metres of a rim named by its diameter in inches."""
    return inches * INCH / 2


def rim(seat: float) -> list[Piece]:
    """Flange with a rolled lip and the barrel seen from inside, for a bead `seat` radius in metres."""
    lip = seat + FLANGE_HEIGHT
    profile = [
        (lip - 0.0030, 0.0740),
        (lip - 0.0004, 0.0770),
        (lip, 0.0810),
        (lip - 0.0014, 0.0846),
        (lip - 0.0046, LIP_X),
        (lip - 0.0085, 0.0846),
        (lip - 0.0125, 0.0755),
        (seat - 0.0030, 0.0768),
        (seat - 0.0045, RING_X),
        (seat - 0.0085, RING_X),
        (seat - 0.0108, 0.0758),
        (seat - 0.0112, 0.0600),
        (seat - 0.0120, 0.0200),
    ]
    return [revolve("wheel_rim", profile, segments=44, crease_deg=50.0), _deep_barrel(seat)]


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
    rows: Floats, angle_deg: float, bevel: float = 0.0028, depth: float = 0.026, draft: float = 0.004
) -> list[Piece]:
    """One spoke along the radius at `angle_deg`: `rows` of (radius, sideways offset, half width, face x) in metres.

    The face is crowned and bevelled; the flanks widen by `draft` towards the back, which stays open.
    """
    radius, offset, half, front = np.asarray(rows, float).T
    across = [(-half, -bevel), (-half + bevel, 0.0), (0.0 * half, 0.0012), (half - bevel, 0.0), (half, -bevel)]
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
    """Radii of a spoke's cross sections: close in the fillets, two between them."""
    share = np.array([0.0, 0.14, 0.42, 1.0])
    between = np.linspace(hub[0] + hub[1], ring[0] - ring[1], 4)[1:-1]
    return np.concatenate([hub[0] + hub[1] * share, between, ring[0] - ring[1] * share[::-1]])


def around(pieces: list[Piece], count: int, start_deg: float = 0.0) -> list[Piece]:
    """`pieces` repeated evenly around the axle."""
    turns = [rotation((1, 0, 0), start_deg + 360.0 * i / count) for i in range(count)]
    return [piece.moved(turned) for turned in turns for piece in pieces]


def lug_nuts(face_x: float, start_deg: float = 45.0) -> list[Piece]:
    """Chamfered hexagon nuts on conical seats standing on the plane `face_x`."""
    nut = [(0.0098, -0.002), (0.0098, 0.0110), (0.0074, 0.0142), (0.0, 0.0146)]
    washer = [(0.0142, -0.002), (0.0138, 0.0014), (0.0100, 0.0026)]
    pieces = [revolve("chrome", nut, segments=6), revolve("chrome", washer, segments=10)]
    out = translation(face_x, LUG_CIRCLE, 0.0)
    return around([piece.moved(out) for piece in pieces], LUG_COUNT, start_deg)


def turned(slot: str, profile: list[tuple[float, float]], segments: int = 28, crease_deg: float = 35.0) -> Piece:
    """A disc or dome given as (radius, x) rows from its middle outwards, facing +x."""
    return revolve(slot, profile[::-1] if profile[0][0] < profile[-1][0] else profile, segments, crease_deg=crease_deg)


def eased(value: Floats, low: float, high: float) -> Floats:
    """Smoothstep from 0 at `low` to 1 at `high`."""
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))


Design = Callable[[], list[Piece]]
