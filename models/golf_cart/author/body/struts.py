"""The four struts that carry the canopy, each with a boot at either end."""

import numpy as np

from models.golf_cart.author.dimensions import FRONT_STRUT_FOOT, FRONT_STRUT_HEAD, REAR_STRUT_FOOT, REAR_STRUT_HEAD
from models.golf_cart.author.kit.curves import spline, superellipse
from models.golf_cart.author.kit.place import PAIR
from models.golf_cart.author.kit.surfaces import sweep
from models.golf_cart.author.piece import Floats, Part, Piece

TUBE = superellipse(0.044, 0.030, 2.8, 12)
BOOT = superellipse(0.064, 0.050, 3.0, 12)


def struts() -> list[Piece]:
    """The left front and rear tube from the body to the canopy, with their feet."""
    front = _bent(FRONT_STRUT_FOOT, FRONT_STRUT_HEAD, 0.022)
    rear = _bent(REAR_STRUT_FOOT, REAR_STRUT_HEAD, -0.018)
    tubes = [piece for path in (front, rear) for piece in sweep("strut", path, TUBE, up=(0.0, 0.0, 1.0))]
    boots = [piece for path in (front, rear) for end in (path, path[::-1]) for piece in _boot(end)]
    return [*tubes, *boots]


def _bent(foot: tuple[float, float, float], head: tuple[float, float, float], bow: float) -> Floats:
    """A gentle bow from foot to head that ends upright under the roof."""
    low, high = np.array(foot), np.array(head)
    middle = low + 0.55 * (high - low) + [0.004, 0.0, bow]
    return spline([low, low + 0.12 * (high - low) + [0.001, 0, 0.35 * bow], middle, high], 9)


def _boot(path: Floats) -> list[Piece]:
    """A tapered rubber-like foot around the end of a strut."""
    at = spline(path, 120)[:16][::3]
    size = np.interp(np.linspace(0, 1, len(at)), [0, 0.3, 0.75, 1.0], [1.0, 0.96, 0.78, 0.60])
    return sweep("plastic_black", at, BOOT, scale=size, up=(0.0, 0.0, 1.0))


def strut_parts() -> list[Part]:
    """A left pair and its mirror image."""
    return [Part("struts", struts(), PAIR)]
