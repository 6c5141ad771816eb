"""The two forms of the body: the front cowl, and the rear body with the seat base. One line runs along both."""

import numpy as np

from models.golf_cart.author.dimensions import FRONT_AXLE_Z, REAR_AXLE_Z, TYRE_RADIUS
from models.golf_cart.author.kit.forms import Profile, bell, smoothstep, soft_max, table
from models.golf_cart.author.piece import Floats

# fmt: off
# Side view, (z, y): over the hood, round the nose and under the bumper.
HOOD = Profile(
    [(0.300, 0.955), (0.420, 0.940), (0.560, 0.915), (0.700, 0.880), (0.840, 0.830), (0.960, 0.768), (1.069, 0.690),
     (1.129, 0.600), (1.159, 0.500), (1.169, 0.400), (1.159, 0.300), (1.124, 0.180), (1.064, 0.06)]
)
# Side view, (-z, y): up the seat base, over the haunch, round the tail.
REAR = Profile(
    [(0.085, 0.02), (0.050, 0.16), (0.030, 0.30), (0.022, 0.42), (0.030, 0.520), (0.075, 0.575), (0.16, 0.593),
     (0.30, 0.600), (0.42, 0.625), (0.54, 0.685), (0.66, 0.737), (0.80, 0.758), (0.94, 0.755), (1.05, 0.728),
     (1.120, 0.665), (1.155, 0.570), (1.168, 0.450), (1.160, 0.330), (1.130, 0.200), (1.08, 0.06)]
)
PLAN = table(
    [(1.25, 0.490), (1.10, 0.532), (0.95, 0.560), (0.795, 0.572), (0.60, 0.572), (0.40, 0.562), (0.0, 0.548),
     (-0.20, 0.552), (-0.45, 0.564), (-0.70, 0.573), (-0.855, 0.574), (-1.00, 0.566), (-1.15, 0.535), (-1.25, 0.50)]
)
# fmt: on
LINE = table(
    [(1.2, 0.690), (0.9, 0.690), (0.5, 0.655), (0.0, 0.515), (-0.3, 0.530), (-0.6, 0.595), (-0.9, 0.632), (-1.2, 0.610)]
)
"""Height of the character line along the cart."""
TRAILING = table(
    [(0.10, 0.435), (0.30, 0.438), (0.45, 0.452), (0.60, 0.480), (0.75, 0.515), (0.90, 0.555), (1.0, 0.585)]
)
"""z of the cowl's trailing edge by height."""
SHOULDER_WIDTH = 0.026
"""Height over which the character line steps in."""


def half_width(y: Floats, z: Floats) -> Floats:
    """Half the body's width in metres: barrel, tumblehome, flared arches, the character line and its scoop below."""
    lean = 0.10 * (y - 0.42) ** 2 + 0.30 * np.maximum(y - 0.60, 0.0) ** 2
    above = y - LINE(z)
    strength = smoothstep((z - 0.10) / 0.2) + smoothstep((-0.22 - z) / 0.28)
    shoulder = 0.011 * strength * smoothstep(0.5 + above / SHOULDER_WIDTH)
    scoop = 0.005 * strength * bell((above + 0.080) / 0.070)
    return PLAN(z) - lean - shoulder - scoop + 0.028 * _flare(y, z)


def _flare(y: Floats, z: Floats) -> Floats:
    """1 on the lips of the wheel arches, fading to 0."""
    near = np.minimum(np.hypot(y - TYRE_RADIUS, z - FRONT_AXLE_Z), np.hypot(y - TYRE_RADIUS, z - REAR_AXLE_Z))
    return smoothstep((0.425 - near) / 0.145)


def front_form(points: Floats) -> Floats:
    """The cowl: hood and nose crowned across the cart, muscular fenders, a trailing edge that leans back."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    setback = 0.22 * x**2 + 0.80 * x**4
    fender = 0.020 * bell((x - 0.455) / 0.080) * smoothstep((1.14 - z) / 0.32)
    centre = 0.007 * smoothstep((0.253 - x) / 0.066) * smoothstep((y - 0.60) / 0.1) * smoothstep((z - 0.62) / 0.16)
    hood = HOOD(z + setback, y + 0.16 * x**2) - fender - centre
    cowl = soft_max(x - half_width(y, z), hood, 0.085)
    return soft_max(cowl, TRAILING(y) - z, 0.030)


def rear_form(points: Floats) -> Floats:
    """Seat base, haunches and tail."""
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    tail = (0.16 * x**2 + 0.45 * x**4) * smoothstep((-0.7 - z) / 0.3)
    knee = 0.05 * x**2 * smoothstep((z + 0.4) / 0.25)
    rounded = REAR(tail - knee - z, y + 0.07 * x**2)
    return soft_max(x - half_width(y, z), rounded, 0.055)
