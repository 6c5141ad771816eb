"""The four struts that carry the canopy, each with a boot at either end."""

from typing import Any

import numpy as np

from models.golf_cart.author.dimensions import FRONT_STRUT_FOOT, FRONT_STRUT_HEAD, REAR_STRUT_FOOT, REAR_STRUT_HEAD
from models.golf_cart.author.kit.curves import lengths, spline, superellipse
from models.golf_cart.author.kit.place import PAIR
from models.golf_cart.author.kit.surfaces import sweep
from models.golf_cart.author.piece import Floats, Part, Piece

TUBE = superellipse(0.046, 0.032, 2.8, 16)
BOOT = superellipse(0.066, 0.052, 2.8, 16)
ROUND: dict[str, Any] = {"up": (0.0, 0.0, 1.0), "crease_deg": 75.0}
SUNK = 0.060
"""How far along itself a strut reaches into the body, so that its boot rises out of the paint."""


def struts() -> list[Piece]:
    """The left front and rear tube from inside the body to the canopy, with their boots."""
    front = _bent(FRONT_STRUT_FOOT, FRONT_STRUT_HEAD, 0.022)
    rear = _bent(REAR_STRUT_FOOT, REAR_STRUT_HEAD, -0.018)
    tubes = [piece for path in (front, rear) for piece in sweep("strut", path, TUBE, **ROUND)]
    return [*tubes, *[piece for path in (front, rear) for piece in (*_boot(path, 0.205), *_boot(path[::-1], 0.105))]]


def _bent(foot: tuple[float, float, float], head: tuple[float, float, float], bow: float) -> Floats:
    """A gentle bow from below the foot to the head, where it ends upright under the roof."""
    low, high = np.array(foot), np.array(head)
    sunk = low - SUNK * (high - low) / np.linalg.norm(high - low)
    middle = low + 0.55 * (high - low) + [0.004, 0.0, bow]
    return spline([sunk, low, low + 0.12 * (high - low) + [0.001, 0, 0.35 * bow], middle, high], 14)


def _boot(path: Floats, length: float) -> list[Piece]:
    """A moulded boot over a strut's end, `length` metres long: drawn in above its foot, with a rounded lip."""
    fine = spline(path, 400)
    share = np.array([0.0, 0.35, 0.6, 0.8, 0.93, 0.965, 0.99, 1.0])
    at = np.column_stack([np.interp(share * length, lengths(fine), column) for column in fine.T])
    size = np.array([1.12, 1.06, 0.96, 0.87, 0.83, 0.825, 0.80, 0.74])
    return sweep("plastic_black", at, BOOT, scale=size, **ROUND)


def strut_parts() -> list[Part]:
    """A left pair and its mirror image."""
    return [Part("struts", struts(), PAIR)]
