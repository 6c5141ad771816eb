"""Where rough glass stands in a picture, and over how many pixels it scatters what is behind."""

import numpy as np
from numpy.typing import NDArray

from renderer.recipe import Shot
from renderer.studio.bake.fragments import Fragments
from renderer.studio.bake.rays import pixel_angle
from renderer.studio.scene import Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

UNKNOWN = float(np.inf)
"""Where nothing is behind the glass but the background."""


def frosted(scene: Scene, seen: Fragments, shot: Shot) -> tuple[Ints, Floats]:
    """The first fragment of each stack that scatters what is behind it over more than a pixel, and over how many.

    Facets of α lean by about α; what lies as far behind the glass as the eye before it moves by half of that.
    """
    alpha = scene.glass[scene.material[seen.triangle], 1]
    rows = np.flatnonzero(alpha > 0)
    following = np.minimum(rows + 1, len(alpha) - 1)
    before = np.linalg.norm(seen.position[rows] - np.array(shot.camera.position, np.float32), axis=1)
    behind = np.linalg.norm(seen.position[following] - seen.position[rows], axis=1)
    reach = alpha[rows] * behind / np.maximum(before + behind, 1e-9) / pixel_angle(shot)
    reach[(seen.stack[following] != seen.stack[rows]) | (following == rows)] = UNKNOWN
    scatters = reach > 1
    _, first = np.unique(seen.stack[rows][scatters], return_index=True)
    return rows[scatters][first].astype(np.int32), reach[scatters][first].astype(np.float32)
