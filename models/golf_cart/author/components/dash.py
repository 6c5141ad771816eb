"""Dash: a moulded block in the cowl's mouth with trim band, gauge, switches, glove tray, cup holders and a plaque.

Everything is built in the dash's own frame: x to the driver's right, y up the face, z out. Nodes `dash`, `plaque`.
"""

import numpy as np

from models.golf_cart.author.body.forms import front_form
from models.golf_cart.author.kit.curves import rectangle, resampled, rounded, spline
from models.golf_cart.author.kit.edits import cut, moved
from models.golf_cart.author.kit.place import frame, rotation, translation
from models.golf_cart.author.kit.solids import box, extrude
from models.golf_cart.author.kit.surfaces import revolve, tube
from models.golf_cart.author.piece import Floats, Part, Piece

FACE_CENTER, LEAN_DEG = (0.0, 0.785, 0.462), 12.0
DEPTH, WALL_GAP = 0.125, 0.022
TRAY_CENTER, TRAY_SIZE, TRAY_DEPTH = (0.285, -0.062), (0.300, 0.082), 0.085
BAND_Y, BAND_HEIGHT = 0.052, 0.074
SHELF_X, CUP_SPACING, CUP_RADIUS, CUP_DEPTH = 0.0, 0.104, 0.040, 0.062
PLAQUE_X, PLAQUE_SIZE, PLAQUE_FOOT, PLAQUE_THICK = 0.236, (0.168, 0.044), 0.0045, 0.0025
"""Screwed onto the trim band before the passenger."""
GAUGE_X, KEY_X, ROCKER_X, HATCH_X = -0.172, -0.088, -0.036, 0.018
TO_FACE = rotation((0, 1, 0), -90.0)
"""Turns a revolution about x into one about the face's normal."""


def parts() -> list[Part]:
    """Two nodes, `dash` and `plaque`."""
    pieces = [*_block(), *_band(), *_gauge(GAUGE_X, BAND_Y - 0.002), *_switches(), *_shelf()]
    return [Part("dash", moved(pieces, face_frame())), Part("plaque", moved(_plaque(), face_frame()))]


def plaque_frame() -> Floats:
    """The middle of the plaque's face, as the passenger reads it."""
    return face_frame() @ translation(PLAQUE_X, BAND_Y, PLAQUE_FOOT + PLAQUE_THICK)


def face_frame() -> Floats:
    """The face leans forward at its top."""
    lean = np.radians(LEAN_DEG)
    return frame(FACE_CENTER, (0.0, np.sin(lean), -np.cos(lean)))


def outline(gap: float = WALL_GAP, count: int = 100) -> Floats:
    """The block's counter-clockwise outline (n, 2) in its frame: the cowl's inside less `gap`, with a level foot."""
    angle = np.linspace(0.0, 2 * np.pi, 4 * count, endpoint=False)
    direction = np.column_stack([np.cos(angle), np.sin(angle)])
    reach = np.array([_reach(d, gap) for d in direction])
    ring = direction * reach[:, None]
    ring[:, 1] = np.clip(ring[:, 1], -0.135, None)
    even = resampled(np.vstack([ring, ring[:1]]), 60)[:-1]
    soft = np.mean([np.roll(even, shift, axis=0) for shift in (-2, -1, 0, 0, 1, 2)], axis=0)
    return spline(soft, count, closed=True)


def _reach(direction: Floats, gap: float) -> float:
    """How far from the face's centre the cowl's inside begins, by bisection."""
    place, low, high = face_frame(), 0.05, 0.60
    for _ in range(24):
        middle = (low + high) / 2
        behind = place @ np.array([*(middle * direction), -DEPTH + 0.01, 1.0])
        inside = float(front_form(behind[None, :3])[0]) < -gap
        low, high = (middle, high) if inside else (low, middle)
    return low


def _block() -> list[Piece]:
    """The block with the glove tray sunk into it, and a soft lip round the tray."""
    behind = translation(0.0, 0.0, -DEPTH)
    body = moved(extrude("plastic_black", outline(), DEPTH, 0.016, segments=3, back_fillet=0.0), behind)
    mouth = rectangle(*TRAY_SIZE, 0.022, 6)
    tool = moved(extrude("plastic_black", mouth, TRAY_DEPTH + 0.03), translation(*TRAY_CENTER, -TRAY_DEPTH))
    lip = np.column_stack([mouth + TRAY_CENTER, np.full(len(mouth), 0.0004)])
    return [cut(body, tool), *tube("plastic_black", lip, 0.0042, sides=6, closed=True)]


def _band() -> list[Piece]:
    """The exchangeable trim insert across the face, with a bright line under it."""
    edge = outline(WALL_GAP + 0.030)
    half = float(np.interp(BAND_Y, *_right_side(edge)))
    shape = rounded(
        [
            (half, BAND_Y - BAND_HEIGHT / 2),
            (half - 0.012, BAND_Y + BAND_HEIGHT / 2),
            (-half + 0.012, BAND_Y + BAND_HEIGHT / 2),
            (-half, BAND_Y - BAND_HEIGHT / 2),
        ],
        0.020,
        6,
    )
    plate = moved(extrude("trim", shape, 0.008, 0.003, segments=3, back_fillet=0.0), translation(0.0, 0.0, -0.003))
    low = BAND_Y - BAND_HEIGHT / 2 - 0.007
    line = np.array([(x, low, 0.0022) for x in (-half + 0.02, 0.0, half - 0.02)])
    return [*plate, *tube("chrome", line, 0.0022, sides=8)]


def _plaque() -> list[Piece]:
    """A metal plate with soft edges and a domed screw at either end."""
    width, height = PLAQUE_SIZE
    plate = extrude("plaque", rectangle(width, height, 0.006, 6), PLAQUE_THICK, 0.0007, segments=2, back_fillet=0.0)
    dome = [(0.0034, -0.0006), (0.0034, 0.0004), (0.0026, 0.0013), (0.0, 0.0017)]
    screws = [
        piece
        for side in (-1.0, 1.0)
        for piece in moved(
            [revolve("chrome", dome, 16)], TO_FACE, translation(side * (width / 2 - 0.010), 0.0, PLAQUE_THICK)
        )
    ]
    return moved([*plate, *screws], translation(PLAQUE_X, BAND_Y, PLAQUE_FOOT))


def _right_side(ring: Floats) -> tuple[Floats, Floats]:
    """(y, x) of a ring's right-hand side, ordered by y."""
    right = ring[ring[:, 0] > 0.2]
    order = np.argsort(right[:, 1], kind="stable")
    return right[order, 1], right[order, 0]


def _gauge(x: float, y: float) -> list[Piece]:
    """A round instrument: bright bezel, dark dial, ticks and a needle."""
    at = translation(x, y, 0.004)
    bezel = [(0.0500, -0.002), (0.0500, 0.0060), (0.0485, 0.0085), (0.0455, 0.0090), (0.0435, 0.0070), (0.0420, 0.0020)]
    dial = revolve("gauge", [(0.0435, 0.0024), (0.0, 0.0024)], 32)
    ring = revolve("chrome", bezel, 32)
    marks = [
        _dial_mark(angle, 0.0335 if i % 2 else 0.0315, 0.0012) for i, angle in enumerate(np.linspace(-120, 120, 13))
    ]
    hand = moved(
        box("tail_lens", (0.0018, 0.030, 0.0014), 0.0004, segments=1),
        translation(0.0, 0.012, 0.0046),
        rotation((0, 0, 1), 52.0),
    )
    boss = revolve("plastic_black", [(0.0050, 0.002), (0.0046, 0.0064), (0.0, 0.0068)], 12)
    turned = [*moved([dial, ring, boss], TO_FACE), *[piece for mark in marks for piece in mark], *hand]
    return moved(turned, at)


def _dial_mark(angle_deg: float, inner: float, width: float) -> list[Piece]:
    """One tick of the dial."""
    plate = np.array([(-width / 2, inner), (width / 2, inner), (width / 2, 0.0385), (-width / 2, 0.0385)])
    vertices = np.column_stack([plate, np.full(4, 0.0030)])
    tick = Piece("badge", vertices, np.array([[0, 1, 2], [0, 2, 3]]))
    return moved([tick], rotation((0, 0, 1), -angle_deg))


def _switches() -> list[Piece]:
    """Key switch, direction rocker and a USB hatch to the right of the driver, on the trim band."""
    plate = [(0.0150, -0.004), (0.0150, 0.0050), (0.0125, 0.0072), (0.0085, 0.0072), (0.0080, 0.0050), (0.0, 0.0050)]
    socket = moved([revolve("chrome", plate, 24)], TO_FACE, translation(KEY_X, BAND_Y, 0.004))
    key = _button("frame", (0.0022, 0.0120), KEY_X, (0.008, 0.030), 0.0006)
    bow = _button("plastic_black", (0.0050, 0.0260), KEY_X, (0.024, 0.046), 0.0018)
    rocker = _button("plastic_black", (0.026, 0.048), ROCKER_X, (0.002, 0.012), 0.0035)
    lever = _button("plastic_black", (0.019, 0.040), ROCKER_X, (0.008, 0.015), 0.0030, tilt_deg=9.0)
    hatch = _button("plastic_black", (0.036, 0.022), HATCH_X, (0.003, 0.009), 0.0020)
    port = _button("frame", (0.013, 0.006), HATCH_X, (0.006, 0.010), 0.0004)
    return [*socket, *key, *bow, *rocker, *lever, *hatch, *port]


def _button(
    slot: str, size: tuple[float, float], x: float, reach: tuple[float, float], fillet: float, tilt_deg: float = 0.0
) -> list[Piece]:
    """A rounded block on the trim band at `x` that reaches from one height over the face to another."""
    block = extrude(slot, rectangle(*size, 1.2 * fillet, 2), reach[1] - reach[0], fillet, segments=2, back_fillet=0.0)
    return moved(block, rotation((1, 0, 0), tilt_deg), translation(x, BAND_Y, reach[0]))


def _shelf() -> list[Piece]:
    """The shelf in the middle that holds two cups: a rounded ledge with two wells and bright rings."""
    ledge = moved(
        box("plastic_black", (0.236, 0.072, 0.150), 0.012, 0.034, segments=3), translation(SHELF_X, -0.104, 0.040)
    )
    level = rotation((0, 0, 1), 90.0)
    pieces, tools = [], []
    for side in (-1.0, 1.0):
        at = translation(SHELF_X + side * CUP_SPACING / 2, -0.068, 0.054)
        well = [(0.0, -CUP_DEPTH), (CUP_RADIUS - 0.006, -CUP_DEPTH), (CUP_RADIUS, 0.02), (0.0, 0.02)]
        tools.append(moved([revolve("plastic_black", well, 28)], level, at))
        ring = [
            (CUP_RADIUS + 0.0045, -0.002),
            (CUP_RADIUS + 0.0040, 0.0018),
            (CUP_RADIUS + 0.0015, 0.0030),
            (CUP_RADIUS - 0.0012, 0.0016),
            (CUP_RADIUS - 0.0020, -0.004),
        ]
        pieces += moved([revolve("chrome", ring, 28)], level, at)
    return [cut(ledge, *tools), *pieces]
