"""A camera for a model nobody posed: three-quarter view, everything inside the picture."""

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.gltf.pose import posed
from renderer.recipe import Camera

AZIMUTH_DEG, ELEVATION_DEG = 35.0, 14.0
MARGIN = 1.08


def frame_document(document: Document, aspect: float, vertical_fov_deg: float = 28.0) -> Camera:
    """The camera that sees all of `document` from the front left, slightly above; `aspect` is width / height."""
    return frame_corners(box_corners(bounds(document)), toward(AZIMUTH_DEG, ELEVATION_DEG), aspect, vertical_fov_deg)


def toward(azimuth_deg: float, elevation_deg: float) -> NDArray[np.float64]:
    """The unit vector (3,) to who looks from that far around, from the front to +X, and that far above the floor."""
    azimuth, elevation = np.radians([azimuth_deg, elevation_deg])
    flat = np.cos(elevation)
    return np.array([np.sin(azimuth) * flat, np.sin(elevation), np.cos(azimuth) * flat])


def frame_corners(corners: NDArray[np.float64], toward: NDArray[np.float64], aspect: float, fov_deg: float) -> Camera:
    """The nearest camera along `toward` (unit, from their middle) that has all `corners` (n, 3) in its picture."""
    target = (corners.min(axis=0) + corners.max(axis=0)) / 2
    right = np.cross([0.0, 1.0, 0.0], toward)
    right /= np.linalg.norm(right)
    up = np.cross(toward, right)
    half = np.tan(np.radians(fov_deg) / 2)
    offsets = corners - target
    sideways = np.maximum(np.abs(offsets @ up) / half, np.abs(offsets @ right) / (half * aspect))
    distance = float((sideways * MARGIN + offsets @ toward).max())
    position = target + toward * distance
    return Camera(position=tuple(position.tolist()), target=tuple(target.tolist()), vertical_fov_deg=fov_deg)


def bounds(document: Document) -> NDArray[np.float64]:
    """(2, 3) least and greatest corner, metres, of what the scene shows; raises `ModelError` where that is nothing."""
    points = [
        posed(document, placed, "POSITION") @ placed.world[:3, :3].T + placed.world[:3, 3]
        for placed in document.visible_primitives()
    ]
    if not points:
        raise ModelError("The model's scene shows nothing: it has no mesh to draw.", code="MODEL_EMPTY")
    together = np.concatenate(points)
    return np.stack([together.min(axis=0), together.max(axis=0)])


def box_corners(box: NDArray[np.float64]) -> NDArray[np.float64]:
    """The eight corners (8, 3) of a box (2, 3)."""
    return np.array([[box[i, 0], box[j, 1], box[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
