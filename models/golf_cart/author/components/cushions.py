"""Upholstered pads: a sewn top that bulges and folds into channels, boxing, piping, and a plastic shell behind.

A pad lies in its own frame: a to the right, b upwards as one looks at it, h out of it. h = 0 is the shell's rim.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.golf_cart.author.kit.curves import resampled
from models.golf_cart.author.kit.surfaces import grid, tube
from models.golf_cart.author.piece import Floats, Piece

Field = Callable[[Floats, Floats], Floats]
"""A height or a yes-or-no over (a, b) in metres."""

PIPING_RADIUS = 0.0046
SHELL_SLOT, MAIN, ACCENT = "seat_shell", "seat_main", "seat_accent"


@dataclass(frozen=True)
class Pad:
    """Shape of one pad, in metres.

    `columns` and `rows` are the places of the sewn top's grid lines along a and b; they reach ±(half − roll). `relief`
    is the top's height over h = 0, `accented` says which places wear the accent, `bend` lifts top, boxing and shell.
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
    a, b = np.meshgrid(pad.columns, pad.rows, indexing="xy")
    at, height = _planform(pad, a, b), pad.relief(a, b)
    rim = _rim(at, height)
    return [*_top(pad, at, height), _boxing(pad, rim), *_piping(pad, rim), *_shell(pad, rim)]


def planform_scale(pad: Pad, b: Floats) -> Floats:
    """How much narrower the pad is at `b`."""
    return np.asarray(1.0 - pad.taper * np.clip((b / pad.half_b + 1.0) / 2.0, 0.0, 1.0) ** 1.5)


def _planform(pad: Pad, a: Floats, b: Floats) -> Floats:
    """Grid (rows, columns, 2): corners pulled onto quarter circles, the upper end narrower by `taper`."""
    radius = pad.corner - pad.roll
    far_a, far_b = pad.half_a - pad.roll - radius, pad.half_b - pad.roll - radius
    x, y = np.clip((np.abs(a) - far_a) / radius, 0.0, 1.0), np.clip((np.abs(b) - far_b) / radius, 0.0, 1.0)
    round_a = np.where(x > 0, np.sign(a) * (far_a + radius * x * np.sqrt(1 - y * y / 2)), a)
    round_b = np.where(y > 0, np.sign(b) * (far_b + radius * y * np.sqrt(1 - x * x / 2)), b)
    return np.stack([round_a * planform_scale(pad, round_b), round_b], axis=-1)


def _rim(at: Floats, height: Floats) -> _Rim:
    """The grid's boundary, counter-clockwise seen from +h."""
    around = _boundary(at)
    return _Rim(around, _outward(around), _boundary(height[..., None])[:, 0])


def _outward(around: Floats) -> Floats:
    """Unit normals of a counter-clockwise ring."""
    tangent = np.roll(around, -1, axis=0) - np.roll(around, 1, axis=0)
    out = np.column_stack([tangent[:, 1], -tangent[:, 0]])
    return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True))


def _resampled(rim: _Rim, count: int) -> _Rim:
    """The rim at `count` places, even in arc length."""
    ring = np.column_stack([rim.at, rim.height])
    even = resampled(np.vstack([ring, ring[:1]]), count + 1)[:-1]
    return _Rim(even[:, :2], _outward(even[:, :2]), even[:, 2])


def _boundary(field: Floats) -> Floats:
    """Boundary rows of a grid (rows, columns, k) without repeats."""
    return np.concatenate([field[0, :-1], field[:-1, -1], field[-1, :0:-1], field[:0:-1, 0]])


def _top(pad: Pad, at: Floats, height: Floats) -> list[Piece]:
    """The sewn top, cells parted by slot; UVs are (a, b)."""
    whole = grid(MAIN, np.dstack([at, height + pad.bend(at[..., 0], at[..., 1])]), uv=at)
    middle_a, middle_b = (pad.columns[1:] + pad.columns[:-1]) / 2, (pad.rows[1:] + pad.rows[:-1]) / 2
    accented = np.repeat(pad.accented(*np.meshgrid(middle_a, middle_b, indexing="xy")).astype(bool).reshape(-1), 2)
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


def _seam_height(pad: Pad, rim: _Rim) -> Floats:
    """Height of the seam: the rim's without its ripples, a roll lower."""
    count = len(rim.height)
    wave = np.exp(-((np.minimum(np.arange(count), count - np.arange(count)) / (0.11 * count)) ** 2))
    smooth = np.fft.irfft(np.fft.rfft(rim.height) * np.fft.rfft(wave / wave.sum()), count)
    return np.asarray(smooth - 0.92 * pad.roll)


def _boxing(pad: Pad, rim: _Rim) -> Piece:
    """The rolled edge of the top and the boxing down to the shell."""
    low = _seam_height(pad, rim)
    roll = [(np.sin(t), (1 - np.cos(t)) / 0.92) for t in np.radians([0.0, 30.0, 62.0])]
    rings = [_ring(pad, rim, pad.roll * out, rim.height + (low - rim.height) * down) for out, down in roll]
    bulge = [(-0.0015, 1.0), (0.0034, 0.52), (0.0, 0.04)]
    rings += [_ring(pad, rim, pad.roll + out, low * share) for out, share in bulge]
    return grid(MAIN, np.stack(rings[::-1]), closed=(False, True), crease_deg=50.0)


def _piping(pad: Pad, rim: _Rim) -> list[Piece]:
    """A cord along the seam."""
    seam = _Rim(rim.at, rim.out, _seam_height(pad, rim))
    even = _resampled(seam, 66)
    return tube(ACCENT, _ring(pad, even, pad.roll + 0.0008, even.height), PIPING_RADIUS, sides=5, closed=True)


def _shell(pad: Pad, rim: _Rim) -> list[Piece]:
    """A shallow moulded pan: lip, rounded side and a crowned back."""
    # Every second place of the boxing's own outline: chords that no corner of the boxing pokes through.
    few = _Rim(rim.at[::2], rim.out[::2], rim.height[::2])
    side = [(0.0015, 0.011), (0.0050, 0.009), (0.0040, -0.20), (-0.006, -0.86), (-0.022, -1.0)]
    rings = [_ring(pad, few, pad.roll + out, h if h >= 0 else h * pad.shell_depth) for out, h in side]
    outline = few.at + (pad.roll - 0.022) * few.out
    for share in (0.6, 0.0):
        at = outline * share
        crown = 0.010 * (1 - share**2)
        rings.append(np.column_stack([at, pad.bend(at[:, 0], at[:, 1]) - pad.shell_depth - crown]))
    return [grid(SHELL_SLOT, np.stack(rings[::-1]), closed=(False, True), crease_deg=50.0)]


def channels(a: Floats, half: float, count: int, depth: float) -> Floats:
    """Height of `count` padded rolls side by side over |a| ≤ `half`: crests at 0, valleys `depth` deep."""
    share = np.mod((a + half) / (2 * half / count), 1.0)
    return np.asarray(-depth * np.abs(2.0 * share - 1.0) ** 2.4)


def channel_lines(half: float, count: int, inner: int = 2) -> Floats:
    """Grid lines at every valley of `channels` and `inner` places between."""
    return np.linspace(-half, half, count * (inner + 1) + 1)


def stitched(value: Floats, at: float, width: float = 0.012) -> Floats:
    """1 on a seam line at `at`, falling to 0 over `width` on both sides."""
    return np.asarray(np.clip(1.0 - np.abs(value - at) / width, 0.0, 1.0) ** 1.5)
