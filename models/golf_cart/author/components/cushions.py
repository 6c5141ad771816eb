"""Upholstered pads: a sewn top that bulges and folds into channels, boxing, piping along the seam, and a plastic shell behind.

A pad lies in its own frame: a to the right, b upwards as one looks at it, h out of it. The shell's rim is the plane h = 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.golf_cart.author.kit.surfaces import grid, tube
from models.golf_cart.author.piece import Floats, Piece

Field = Callable[[Floats, Floats], Floats]
"""A height or a yes-or-no over (a, b) in metres."""

PIPING_RADIUS = 0.0046
SHELL_SLOT, MAIN, ACCENT = "seat_shell", "seat_main", "seat_accent"


@dataclass(frozen=True)
class Pad:
    """Shape of one pad, in metres.

    `columns` and `rows` are the places of the sewn top's grid lines along a and b; they reach ±(half − roll). `relief` is
    the top's height over h = 0, `accented` says which places wear the accent, `bend` lifts top, boxing and shell together.
    """

    half_a: float
    half_b: float
    corner: float
    columns: Floats
    rows: Floats
    relief: Field
    accented: Field
    bend: Field
    taper: float = 0.0
    roll: float = 0.022
    shell_depth: float = 0.022


class _Rim(NamedTuple):
    """The top's outline: places, outward directions in the (a, b) plane and heights."""

    at: Floats
    out: Floats
    height: Floats


def upholstered(pad: Pad) -> list[Piece]:
    """Top in main and accent, boxing, piping and shell."""
    at = _planform(pad)
    height = pad.relief(at[..., 0], at[..., 1])
    rim = _rim(at, height)
    return [*_top(pad, at, height), _boxing(pad, rim), *_piping(pad, rim), *_shell(pad, at, rim)]


def _planform(pad: Pad) -> Floats:
    """Grid (rows, columns, 2) whose corners are pulled onto quarter circles and whose upper end is narrower by `taper`."""
    a, b = np.meshgrid(pad.columns, pad.rows, indexing="xy")
    radius = pad.corner - pad.roll
    far_a, far_b = pad.half_a - pad.roll - radius, pad.half_b - pad.roll - radius
    x, y = np.clip((np.abs(a) - far_a) / radius, 0.0, 1.0), np.clip((np.abs(b) - far_b) / radius, 0.0, 1.0)
    round_a = np.where(x > 0, np.sign(a) * (far_a + radius * x * np.sqrt(1 - y * y / 2)), a)
    round_b = np.where(y > 0, np.sign(b) * (far_b + radius * y * np.sqrt(1 - x * x / 2)), b)
    narrowing = 1.0 - pad.taper * np.clip((round_b / pad.half_b + 1.0) / 2.0, 0.0, 1.0) ** 1.5
    return np.stack([round_a * narrowing, round_b], axis=-1)


def _rim(at: Floats, height: Floats) -> _Rim:
    """The grid's boundary, counter-clockwise seen from +h."""
    around = _boundary(at)
    tangent = np.roll(around, -1, axis=0) - np.roll(around, 1, axis=0)
    out = np.column_stack([tangent[:, 1], -tangent[:, 0]])
    return _Rim(around, out / np.linalg.norm(out, axis=1, keepdims=True), _boundary(height[..., None])[:, 0])


def _boundary(field: Floats) -> Floats:
    """Boundary rows of a grid (rows, columns, k) without repeats."""
    return np.concatenate([field[0, :-1], field[:-1, -1], field[-1, :0:-1], field[:0:-1, 0]])


def _top(pad: Pad, at: Floats, height: Floats) -> list[Piece]:
    """The sewn top, cells parted by slot; UVs are (a, b)."""
    net = np.dstack([at, height + pad.bend(at[..., 0], at[..., 1])])
    whole = grid(MAIN, net, uv=at)
    middle = whole.vertices[whole.faces].mean(axis=1)
    accented = pad.accented(middle[:, 0], middle[:, 1]).astype(bool)
    return [part for slot, mask in ((MAIN, ~accented), (ACCENT, accented)) for part in _picked(whole, slot, mask)]


def _picked(whole: Piece, slot: str, mask: NDArray[np.bool_]) -> list[Piece]:
    """The masked faces with only the vertices that they use."""
    if not mask.any() or whole.uv is None:
        return []
    used, faces = np.unique(whole.faces[mask], return_inverse=True)
    return [Piece(slot, whole.vertices[used], faces.reshape(-1, 3), whole.crease_deg, whole.uv[used])]


def _ring(pad: Pad, rim: _Rim, offset: float, height: Floats | float) -> Floats:
    """Points (n, 3) around the pad, `offset` outside the top's outline."""
    at = rim.at + offset * rim.out
    return np.column_stack([at, height + pad.bend(at[:, 0], at[:, 1])])


def _seam(pad: Pad, rim: _Rim) -> Floats:
    """Where top and boxing are sewn together, drawn in by the thread."""
    return _ring(pad, rim, pad.roll - 0.0015, rim.height - pad.roll * 0.92)


def _boxing(pad: Pad, rim: _Rim) -> Piece:
    """The rolled edge of the top and the boxing down to the shell."""
    roll = [(np.sin(t), 1 - np.cos(t)) for t in np.radians([0.0, 25.0, 50.0, 72.0])]
    rings = [_ring(pad, rim, pad.roll * out, rim.height - pad.roll * down) for out, down in roll]
    rings.append(_seam(pad, rim))
    low = rim.height - pad.roll * 0.92
    rings += [_ring(pad, rim, pad.roll + bulge, low * share) for bulge, share in ((0.0030, 0.72), (0.0036, 0.40), (0.0, 0.04))]
    return grid(MAIN, np.stack(rings[::-1]), closed=(False, True), crease_deg=50.0)


def _piping(pad: Pad, rim: _Rim) -> list[Piece]:
    """A cord along the seam."""
    cord = _seam(pad, rim) + np.column_stack([0.0022 * rim.out, np.zeros(len(rim.out))])
    return tube(ACCENT, cord, PIPING_RADIUS, sides=6, closed=True)


def _shell(pad: Pad, at: Floats, rim: _Rim) -> list[Piece]:
    """A shallow moulded pan: lip, rounded side and a crowned back."""
    side = [(0.0015, 0.010), (0.0045, 0.0095), (0.0050, 0.004), (0.0020, -0.5), (-0.006, -0.86), (-0.016, -1.0)]
    rings = [_ring(pad, rim, pad.roll + out, h if h >= 0 else h * pad.shell_depth) for out, h in side]
    bulge = 0.008 * (1 - (at[..., 0] / pad.half_a) ** 4) * (1 - (at[..., 1] / pad.half_b) ** 4)
    behind = np.dstack([at, pad.bend(at[..., 0], at[..., 1]) - pad.shell_depth - bulge + 0.0003])
    skip = slice(None, None, 1)
    return [
        grid(SHELL_SLOT, np.stack(rings[::-1]), closed=(False, True), crease_deg=50.0),
        grid(SHELL_SLOT, behind[skip, ::-1], crease_deg=50.0),
    ]


def channels(a: Floats, half: float, count: int, depth: float) -> Floats:
    """Height of `count` padded rolls side by side over |a| ≤ `half`: crests at 0, valleys `depth` deep."""
    share = np.mod((a + half) / (2 * half / count), 1.0)
    return np.asarray(-depth * np.abs(2.0 * share - 1.0) ** 2.4)


def channel_lines(half: float, count: int, inner: int = 3) -> Floats:
    """Grid lines at every valley of `channels` and `inner` places between."""
    return np.linspace(-half, half, count * (inner + 1) + 1)


def stitched(value: Floats, at: float, width: float = 0.012) -> Floats:
    """1 on a seam line at `at`, falling to 0 over `width` on both sides."""
    return np.asarray(np.clip(1.0 - np.abs(value - at) / width, 0.0, 1.0) ** 1.5)
