"""The directions that a product is drawn from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Direction:
    """A parallel projection: `right` and `up` of the drawing, `toward` the eye; unit vectors of the product's axes."""

    name: str
    right: Vector
    up: Vector

    @property
    def toward(self) -> Vector:
        """From the product to the eye."""
        return np.cross(self.right, self.up)

    @property
    def frame(self) -> Vector:
        """Rows: right, up, toward (3, 3)."""
        return np.stack([self.right, self.up, self.toward])


X, Y, Z = np.eye(3)
SIDE = Direction("side", -Z, Y)
"""From the product's left, its front to the left."""
FRONT = Direction("front", X, Y)
TOP = Direction("top", -Z, -X)
"""From above, turned so that it stands below the side view (first angle, ISO 5456-2)."""
DIRECTIONS = (SIDE, FRONT, TOP)
