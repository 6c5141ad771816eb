"""Large triangles cut into smaller ones: light is known at corners, and has to vary within a floor of two triangles."""

from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from renderer.studio.scene import Scene

Floats = NDArray[np.float32]

FINENESS = 40.0
"""Edges are at most this part of the scene's largest side …"""
ROUNDS = 5
"""… unless they would have to be halved more often."""
MOST = 400_000
"""Triangles from which on nothing is cut any more."""
CORNERS = ("positions", "normals", "tangents", "uv", "colors", "zone_mm")
WHOLE = ("material", "faces", "zone")
CHILDREN = np.array([[0, 3, 5], [3, 1, 4], [5, 4, 2], [3, 4, 5]])
"""Corners of the four parts: 0 … 2 the triangle's own, 3 … 5 the middles of its edges."""


def refined(scene: Scene) -> Scene:
    """`scene` with its large triangles in quarters, again and again."""
    limit = float(np.ptp(scene.positions.reshape(-1, 3), axis=0).max()) / FINENESS
    for _ in range(ROUNDS):
        large = longest_edge(scene.positions) > limit
        if not large.any() or len(large) + 3 * int(large.sum()) > MOST:
            break
        scene = _quartered(scene, large)
    return scene


def longest_edge(positions: Floats) -> Floats:
    """Of each triangle (T, 3, 3), metres."""
    edges = positions - np.roll(positions, 1, axis=1)
    return np.asarray(np.sqrt(np.einsum("tcx,tcx->tc", edges, edges).max(axis=1)))


def _quartered(scene: Scene, large: NDArray[np.bool_]) -> Scene:
    changed = {field.name: getattr(scene, field.name) for field in fields(scene)}
    for name in WHOLE:
        changed[name] = np.concatenate([changed[name][~large], np.repeat(changed[name][large], 4, axis=0)])
    for name in CORNERS:
        own = changed[name][large]
        middles = (own + np.roll(own, -1, axis=1)) / 2
        if name in ("normals", "tangents"):
            length = np.linalg.norm(middles[..., :3], axis=-1, keepdims=True)
            middles[..., :3] /= np.where(length > 1e-6, length, 1)
        parts = np.concatenate([own, middles], axis=1)[:, CHILDREN].reshape(-1, *own.shape[1:])
        changed[name] = np.concatenate([changed[name][~large], parts]).astype(np.float32)
    return replace(scene, **changed)
