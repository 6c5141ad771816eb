"""Where an artwork is seen in a picture: what differs from the picture of the same thing without it."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from renderer.camera import View
from renderer.color import LINEAR
from renderer.proof.ground import Ground
from renderer.studio.bake.tracer import Tracer
from renderer.studio.scene import OPAQUE, Scene

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Inks = NDArray[np.int64]
Pixels = NDArray[np.uint8]

LEAST = 6.0
"""Of 255, as encoded: light that the artwork throws about changes what is around it by less."""
SHARE = 0.4
"""Of the change within an ink that counts as that ink: at an edge a pixel has half of it, and thread shades itself."""
OFF_M = 0.002
"""Rays to the camera begin so far off the surface."""
SIDE = 0.15
"""Cosine of the steepest angle at which a surface is read."""


def change_in(shown: Pixels, bare: Pixels, view: View, ground: Ground) -> Floats:
    """How much each point of `ground` (h, w) differs between two pictures (H, W, 4), 0..1 in its worst channel.

    In linear light: there a pixel that an edge divides has as much of the change as it has of the ink. Encoded, half a
    pixel of white on dark paint has three quarters of it, and thin strokes read back twice as broad as they are.
    """
    one, other = shown[..., :3], bare[..., :3]
    seen = np.abs(one.astype(np.int16) - other) > LEAST
    change = np.where(seen, np.abs(LINEAR[one] - LINEAR[other]), 0.0).max(axis=-1)
    at = view.project(ground.points.reshape(-1, 3))[:, :2].T[::-1] - 0.5
    return np.asarray(ndimage.map_coordinates(change, at, order=1, mode="nearest")).reshape(ground.there.shape)


def changed(change: Floats, inks: Inks, known: Mask, blur: float) -> Mask:
    """Where the artwork is seen: what changed about as much as the nearest of its `inks` (h, w; -1 for none) does.

    White thread on bone is hardly to be seen beside navy; each ink is held against itself, and where two meet, within
    `blur` points of each other, against the fainter one. Holes narrower than that are none: no picture has them.
    """
    usual = [_usual(change[(inks == number) & known]) for number in range(int(inks.max(initial=-1)) + 1)]
    if not usual:
        return np.zeros(change.shape, np.bool_)
    rows, columns = ndimage.distance_transform_edt(inks < 0, return_distances=False, return_indices=True)
    faintest = ndimage.minimum_filter(np.array(usual)[inks[rows, columns]], 2 * round(blur) + 1)
    edge = max(round(blur), 1)
    seen = np.pad(change > SHARE * faintest, edge)
    closed = ndimage.binary_closing(seen, iterations=max(round(blur / 2), 1))
    return np.asarray(known & closed[edge:-edge, edge:-edge])


def _usual(inside: Floats) -> float:
    return float(np.percentile(inside, 75)) if inside.size else 0.0


def seen_from(view: View, ground: Ground, scene: Scene) -> Mask:
    """Which points of `ground` (h, w) the camera sees, through glass too, past what stands between."""
    there = ground.there.reshape(-1)
    points, normals = ground.points.reshape(-1, 3)[there], ground.normals.reshape(-1, 3)[there]
    way = view.position - points
    away = np.linalg.norm(way, axis=1)
    way /= away[:, None]
    solid = Tracer(scene.positions[scene.kinds[scene.material] == OPAQUE])
    hits = solid.hits((points + OFF_M * normals).astype(np.float32), way.astype(np.float32))
    free = (hits.triangle < 0) | (hits.distance > away)
    x, y, depth = view.project(points).T
    inside = (x > 1) & (x < view.width - 1) & (y > 1) & (y < view.height - 1) & (depth > 0)
    seen = np.zeros(there.shape, np.bool_)
    seen[there] = free & inside & (np.einsum("ij,ij->i", normals, way) > SIDE)
    return seen.reshape(ground.there.shape)


def pixel_mm(view: View, ground: Ground) -> float:
    """How large a pixel of the picture is on the surface, in the middle of what is there."""
    depth = view.project(ground.points[ground.there])[:, 2]
    return float(np.median(depth)) * view.step * 1000
