"""What the driver's feet meet: a ribbed mat and two hanging pedals with rubber ribs. Nodes `floor_mat`, `pedals`."""

import numpy as np

from models.golf_cart.author.dimensions import FLOOR_Y
from models.golf_cart.author.kit.curves import rectangle, spline
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.place import frame, translation
from models.golf_cart.author.kit.solids import extrude
from models.golf_cart.author.kit.surfaces import grid, tube
from models.golf_cart.author.piece import Floats, Part, Piece

MAT_HALF_WIDTH, MAT_REAR_Z, MAT_TOP_Z, TOE_RISE = 0.475, 0.020, 0.500, 0.174
RIBS, RIB_HEIGHT, MAT_THICKNESS = 15, 0.0035, 0.006


def parts() -> list[Part]:
    """Mat and pedals."""
    return [Part("floor_mat", [_mat()]), Part("pedals", [*_pedal(0.315, 0.105, 0.062), *_pedal(0.165, 0.062, 0.128)])]


def _mat() -> Piece:
    """One sheet that lies on the floor and climbs the toe board, ribbed front to back, with a plain rolled border."""
    toe = spline(
        [(0.260, 0.001), (0.300, 0.006), (0.340, 0.020), (0.380, 0.051), (0.420, 0.092), (MAT_TOP_Z, TOE_RISE)], 8
    )
    path = np.vstack(
        [[(MAT_REAR_Z + step, 0.0) for step in (0.0, 0.004, 0.034, 0.038)], toe[:-1], toe[-1:] - 0.004, toe[-1:]]
    )
    tangent = np.gradient(path, axis=0)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]]) / np.linalg.norm(tangent, axis=1)[:, None]
    across = _across()
    ribbed = np.array([0.0, 0.0, 0.0, *[1.0] * (len(path) - 5), 0.0, 0.0])
    thick = np.array([-0.004, *[MAT_THICKNESS] * (len(path) - 2), -0.004])
    net = []
    for (z, y), (nz, ny), rib, base in zip(path, normal, ribbed, thick, strict=True):
        lift = base + np.where(across[:, 1] > 0, rib * across[:, 1], across[:, 1])
        net.append(np.column_stack([across[:, 0], FLOOR_Y + y + ny * lift, z + nz * lift]))
    return grid("floor_mat", np.stack(net)[::-1], crease_deg=30.0)


def _across() -> Floats:
    """Rows (x, height): a flat border, then ribs with slanted flanks."""
    pitch = 2 * (MAT_HALF_WIDTH - 0.045) / RIBS
    rows = [(-MAT_HALF_WIDTH, -0.010), (-MAT_HALF_WIDTH + 0.004, 0.0), (-MAT_HALF_WIDTH + 0.040, 0.0)]
    for i in range(RIBS):
        x = -MAT_HALF_WIDTH + 0.045 + i * pitch
        rows += [
            (x + 0.10 * pitch, 0.0),
            (x + 0.26 * pitch, RIB_HEIGHT),
            (x + 0.74 * pitch, RIB_HEIGHT),
            (x + 0.90 * pitch, 0.0),
        ]
    mirrored_end = [(-x, y) for x, y in rows[2::-1]]
    return np.array(rows + mirrored_end)


def _pedal(x: float, width: float, height: float) -> list[Piece]:
    """A pad with rubber ribs on a bent steel arm; `x` is its middle, the pad faces the driver."""
    place = frame((x, FLOOR_Y + 0.112 + 0.3 * (0.13 - height), 0.395), (0.0, 0.55, -0.83))
    plate = extrude("frame", rectangle(width, height, 0.012, 3), 0.008, 0.002, segments=2)
    rubber = moved(
        extrude("rubber", rectangle(width - 0.006, height - 0.006, 0.010, 3), 0.007, 0.003, segments=2),
        translation(0, 0, 0.007),
    )
    count = max(3, round(height / 0.017))
    ribs: list[Piece] = []
    for y in (np.arange(count) - (count - 1) / 2) * (height - 0.016) / count:
        ends = [(-width / 2 + 0.010, y, 0.0142), (width / 2 - 0.010, y, 0.0142)]
        ribs += tube("rubber", ends, 0.0034, sides=6)
    arm = [(0.0, 0.0, 0.002), (0.0, 0.006, -0.030), (0.0, 0.07, -0.075), (0.0, 0.20, -0.050)]
    return moved([*plate, *rubber, *ribs, *tube("frame", spline(arm, 8), 0.0095, sides=8)], place)
