"""The unit the cart is built from: one skin of triangles in one material slot, and the part that gathers pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Piece:
    """Triangles of one slot.

    Metres in product axes: Y up, front +Z, the driver's left is +X, the ground is y = 0. Faces turn counter-clockwise
    seen from outside. Edges sharper than `crease_deg` become hard. `uv` is in metres on the surface, one row a vertex;
    without it the kit unwraps the piece by its dominant axes. `normals` are unit, one a vertex; without them the kit
    averages faces up to the crease.
    """

    slot: str
    vertices: Floats
    faces: Ints
    crease_deg: float = 35.0
    uv: Floats | None = None
    normals: Floats | None = None

    def moved(self, matrix: Floats) -> "Piece":
        """This piece under a 4×4 matrix; faces are flipped where the matrix mirrors."""
        vertices = self.vertices @ matrix[:3, :3].T + matrix[:3, 3]
        mirrored = np.linalg.det(matrix[:3, :3]) < 0
        faces = self.faces[:, ::-1] if mirrored else self.faces
        return replace(self, vertices=vertices, faces=faces, normals=self._turned(matrix))

    def _turned(self, matrix: Floats) -> Floats | None:
        """The given normals under the inverse transpose, unit again."""
        if self.normals is None:
            return None
        normals = self.normals @ np.linalg.inv(matrix[:3, :3])
        return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True))


@dataclass(frozen=True)
class Zone:
    """A personalization zone: a frame on the surface (columns right, up, out, origin) and its limits."""

    id: str
    frame: Floats
    width_mm: float
    height_mm: float
    target: tuple[str, ...]
    finishes: tuple[str, ...]
    mapping: str = "lscm"
    depth_mm: float = 120.0
    max_angle_deg: float = 60.0
    safe_mm: float = 10.0
    bleed_mm: float = 2.0
    max_colors: int = 6
    min_text_mm: float = 8.0


@dataclass(frozen=True)
class Part:
    """A node of the product: its pieces become one mesh with one primitive a slot; `placements` instance that mesh.

    No placement means one node at the origin. Several give `<name>` as an empty parent with children `<name>.<i>`.
    """

    name: str
    pieces: Sequence[Piece]
    placements: Sequence[Floats] = ()
    zones: Sequence[Zone] = field(default_factory=tuple)
