"""Where the lights sit: outlines seen along the cart, carried onto the body's forms.

The body cuts its holes from the same rings.
"""

from dataclasses import dataclass

import numpy as np

from models.golf_cart.author.body.forms import front_form, rear_form
from models.golf_cart.author.kit.charts import FRONT, REAR, seen
from models.golf_cart.author.kit.curves import resampled, rounded
from models.golf_cart.author.kit.forms import Form, gradient
from models.golf_cart.author.kit.solids import inset
from models.golf_cart.author.piece import Floats

RING_POINTS = 44
HEAD_CORNERS = [
    (0.352, 0.612),
    (0.430, 0.596),
    (0.490, 0.628),
    (0.514, 0.690),
    (0.500, 0.724),
    (0.440, 0.708),
    (0.382, 0.674),
]
HEAD_RADII = [0.012, 0.050, 0.060, 0.020, 0.014, 0.060, 0.040]
TAIL_CORNERS = [(-0.325, 0.500), (-0.322, 0.640), (-0.400, 0.648), (-0.422, 0.600), (-0.428, 0.500)]
TAIL_RADII = [0.022, 0.022, 0.024, 0.040, 0.022]


@dataclass(frozen=True)
class Place:
    """A left light's bed: an outline (n, 2), counter-clockwise as one looks at it, on a form seen along `axes`."""

    form: Form
    axes: Floats
    outline: Floats
    depth: float

    def lifted(self, share: float, height: float) -> Floats:
        """The outline shrunk to `share` about its middle and raised `height` metres off the body; (n, 3)."""
        return self.drawn_in(0.0, height, share)

    def drawn_in(self, distance: float, height: float, share: float = 1.0) -> Floats:
        """The outline `distance` metres inwards, then shrunk to `share`, `height` metres off the body; (n, 3)."""
        ring = inset(self.outline, distance)
        middle = ring.mean(axis=0)
        return self.raised(middle + share * (ring - middle), height)

    def raised(self, flat: Floats, height: float) -> Floats:
        """Places (n, 2) of the view on the body, `height` metres off it."""
        points = seen(self.form, self.axes, flat, depth=self.depth)
        return np.asarray(points + height * gradient(self.form, points))


def head_light() -> Place:
    """The left head light: swept back over the corner of the fender."""
    return Place(front_form, FRONT, _ring(HEAD_CORNERS, HEAD_RADII), 0.75)


def tail_light() -> Place:
    """The left tail light, upright beside the rear panel's seam."""
    ring = _ring(TAIL_CORNERS, TAIL_RADII)
    return Place(rear_form, REAR, ring, 0.80)


def _ring(corners: list[tuple[float, float]], radii: list[float]) -> Floats:
    """An even, counter-clockwise ring through rounded corners."""
    soft = rounded(corners, radii, 8)
    even = resampled(np.vstack([soft, soft[:1]]), RING_POINTS + 1)[:-1]
    ahead = np.roll(even, -1, axis=0)
    turn = float(np.sum(even[:, 0] * ahead[:, 1] - ahead[:, 0] * even[:, 1]))
    return even if turn > 0 else even[::-1]
