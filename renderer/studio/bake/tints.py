"""What vertex colours make of a material from afar: light that it sends on is as coloured as it is on the whole."""

import numpy as np
from numpy.typing import NDArray

from renderer.studio.scene import Scene

Floats = NDArray[np.float32]


def is_tinted(scene: Scene) -> bool:
    """Whether any COLOR_0 is other than white."""
    return bool((scene.colors != 1).any())


def tints(scene: Scene) -> Floats:
    """(m, 3) mean COLOR_0 of each material by area, linear; those past the last are white, and so all where m is 0."""
    if not is_tinted(scene):
        return np.zeros((0, 3), np.float32)
    edges = scene.positions[:, 1:].astype(np.float64) - scene.positions[:, :1]
    area = np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1)
    whole = np.bincount(scene.material, area)
    shares = (np.bincount(scene.material, area * each) for each in scene.colors[..., :3].mean(axis=1).T)
    mean = np.stack(list(shares), axis=1) / np.where(whole > 0, whole, 1.0)[:, None]
    return np.where(whole[:, None] > 0, mean, 1.0).astype(np.float32)


def tint_of(tints: Floats, material: int) -> Floats:
    """(3,) of one material."""
    return tints[material] if material < len(tints) else np.ones(3, np.float32)
