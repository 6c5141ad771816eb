"""The point of the surface that a zone's centre lies over."""

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ZoneError
from renderer.surface.nearby import Triangles
from renderer.surface.zone import Zone

Floats = NDArray[np.float64]


def under_center(around: Triangles, zone: Zone) -> tuple[int, Floats]:
    """The triangle that the zone's axis meets nearest to its centre, and the shares (3,) of its corners there.

    Raises `ZoneError` ZONE_OFF_SURFACE where it meets none.
    """
    local = zone.to_local_mm(around.points)
    a, b, c = (local[:, i, :2] for i in range(3))
    weights = np.stack([_cross(b, c), _cross(c, a), _cross(a, b)], axis=1)
    total = weights.sum(axis=1)
    hit = np.flatnonzero((weights >= -1e-9 * total[:, None]).all(axis=1) & (total > 0))
    if not len(hit):
        raise ZoneError(
            f"Zone {zone.id!r}: no surface of {', '.join(zone.extras.target)} lies under its centre within "
            f"{zone.extras.depth_mm:g} mm and {zone.extras.max_angle_deg:g}°. Move the zone onto the surface.",
            code="ZONE_OFF_SURFACE",
        )
    shares = weights[hit] / total[hit, None]
    height = np.einsum("ij,ij->i", shares, local[hit, :, 2])
    nearest = int(np.argmin(np.abs(height)))
    return int(hit[nearest]), shares[nearest]


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
