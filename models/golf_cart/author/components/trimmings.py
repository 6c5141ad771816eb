"""Small things that finish the cart: mirrors on the struts and a badge on the nose. Nodes `mirrors`, `badge`."""

import numpy as np

from models.golf_cart.author.body.forms import front_form
from models.golf_cart.author.dimensions import FRONT_STRUT_FOOT, FRONT_STRUT_HEAD
from models.golf_cart.author.kit.charts import FRONT, seen
from models.golf_cart.author.kit.curves import spline, superellipse
from models.golf_cart.author.kit.edits import moved
from models.golf_cart.author.kit.forms import gradient
from models.golf_cart.author.kit.place import PAIR, frame
from models.golf_cart.author.kit.solids import extrude
from models.golf_cart.author.kit.surfaces import grid, tube
from models.golf_cart.author.piece import Floats, Part, Piece

MIRROR_SHARE = 0.40
"""How far up the front strut the mirror's clamp sits."""
BADGE_Y = 0.565


def parts() -> list[Part]:
    """Mirrors on both sides, one badge."""
    return [Part("mirrors", _mirror(), PAIR), Part("badge", _badge())]


def _mirror() -> list[Piece]:
    """The left mirror: clamp, arm, rounded shell and the glass set into it, turned to the driver."""
    foot, head = np.array(FRONT_STRUT_FOOT), np.array(FRONT_STRUT_HEAD)
    root = foot + MIRROR_SHARE * (head - foot)
    along = (head - foot) / np.linalg.norm(head - foot)
    clamp = tube("plastic_black", [root - 0.022 * along, root + 0.022 * along], 0.029, sides=14)
    end = root + np.array([0.110, 0.012, -0.020])
    arm = tube("plastic_black", spline([root, root + np.array([0.045, -0.004, -0.004]), end], 8), 0.0085, sides=8)
    place = frame(end + np.array([0.030, 0.010, 0.0]), (-0.30, -0.03, -1.0))
    shell = moved(_shell(), place)
    return [*clamp, *arm, *shell]


def _shell() -> list[Piece]:
    """A domed shell with the mirror glass a little behind its lip; faces +Z."""
    outline = superellipse(0.150, 0.092, 2.8, 36)
    steps = [
        (0.93, 0.004),
        (0.975, 0.0085),
        (1.0, 0.005),
        (0.99, -0.012),
        (0.88, -0.030),
        (0.60, -0.042),
        (0.0, -0.046),
    ]
    rows = np.stack([np.column_stack([share * outline, np.full(len(outline), z)]) for share, z in steps])
    glass = np.stack(
        [
            np.column_stack([share * outline, np.full(len(outline), 0.0048 + 0.001 * (1 - share**2))])
            for share in (0.95, 0.6, 0.0)
        ]
    )
    return [
        grid("plastic_black", rows[::-1], closed=(False, True), crease_deg=50.0),
        grid("light_reflector", glass, closed=(False, True)),
    ]


def _badge() -> list[Piece]:
    """An oval on the nose that follows its crown: bright frame and a dark field with a bright bar."""
    field, rim = superellipse(0.092, 0.034, 2.2, 40), superellipse(0.104, 0.046, 2.2, 40)
    rows = [
        _on_nose(rim, -0.0080),
        _on_nose(rim, 0.0010),
        _on_nose((rim + field) / 2, 0.0028),
        _on_nose(field, 0.0012),
        _on_nose(field, -0.0012),
    ]
    dish = np.stack([_on_nose(field * share, -0.0010) for share in (0.0, 0.5, 1.0)])
    wing = moved(extrude("badge", superellipse(0.050, 0.007, 2.0, 24), 0.003, 0.0010, segments=2), _nose_frame(-0.0012))
    return [
        grid("chrome", np.stack(rows), closed=(False, True), crease_deg=45.0),
        grid("gauge", dish[::-1], closed=(False, True)),
        *wing,
    ]


def _on_nose(flat: Floats, height: float) -> Floats:
    """Places (n, 2) about the badge's middle on the nose, `height` metres off it."""
    points = seen(front_form, FRONT, flat + np.array([0.0, BADGE_Y]), depth=0.75)
    return np.asarray(points + height * gradient(front_form, points))


def _nose_frame(height: float) -> Floats:
    """The badge's frame: +Z out of the nose."""
    point = _on_nose(np.zeros((1, 2)), height)
    return frame(point[0], gradient(front_form, point)[0])
