"""A flat piece nudged until lengths are those of the surface, as well as that can be.

A Local/Global Approach to Mesh Parameterization, Liu, Zhang, Xu, Gotsman and Gortler, SGP 2008,
https://doi.org/10.1111/j.1467-8659.2008.01290.x: as rigid as possible, written in complex numbers.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.sparse.linalg import splu

Complexes = NDArray[np.complex128]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 30
STILL_MM = 1e-3
"""Less than so much of movement in a round is none."""


def rigid(plane: Complexes, corners: Ints, start: Complexes) -> Complexes:
    """The flat place of every vertex (n,), from `start` (n,), millimetres.

    `plane` (m, 3) are the triangles in their own planes, `corners` (m, 3) their vertices. By turns: the turn of each
    triangle that brings it nearest to its flat image, then the places that fit all turned triangles best.
    """
    weights = _cotangents(plane)
    solve = _factorised(weights, corners, len(start))
    flat = start
    for _ in range(ROUNDS):
        following = _global_step(solve, weights, plane, corners, _turns(weights, plane, flat[corners]), len(start))
        following = following - following.mean() + flat.mean()
        moved = float(np.abs(following - flat).max())
        flat = following
        if moved < STILL_MM:
            break
    return flat


def _cotangents(plane: Complexes) -> Floats:
    """Of the angle opposite to each edge (m, 3); edge i runs from corner i to the next."""
    toward = [(plane[:, i] - plane[:, i - 1]) * np.conj(plane[:, (i + 1) % 3] - plane[:, i - 1]) for i in range(3)]
    return np.stack([each.real / np.maximum(np.abs(each.imag), 1e-12) for each in toward], axis=1)


def _factorised(weights: Floats, corners: Ints, count: int) -> Callable[[Floats], Floats]:
    first, second = corners.reshape(-1), np.roll(corners, -1, axis=1).reshape(-1)
    each = weights.reshape(-1)
    rows, columns = np.concatenate([first, second, first, second]), np.concatenate([first, second, second, first])
    laplacian = csc_array((np.concatenate([each, each, -each, -each]), (rows, columns)), shape=(count, count))
    # The places are known up to a shift: a spring at one vertex takes that freedom away and pulls at nothing.
    spring = csc_array(([1.0], ([0], [0])), shape=(count, count))
    solver = splu(csc_array(laplacian + spring), permc_spec="MMD_AT_PLUS_A")
    return lambda wanted: np.asarray(solver.solve(wanted))


def _turns(weights: Floats, plane: Complexes, flat: Complexes) -> Complexes:
    """The unit factor that turns each triangle onto its flat image (m,)."""
    edges, images = (np.roll(each, -1, axis=1) - each for each in (plane, flat))
    fit = np.sum(weights * np.conj(edges) * images, axis=1)
    return np.asarray(fit / np.maximum(np.abs(fit), 1e-12))


def _global_step(
    solve: Callable[[Floats], Floats], weights: Floats, plane: Complexes, corners: Ints, turns: Complexes, count: int
) -> Complexes:
    pull = weights * turns[:, None] * (plane - np.roll(plane, -1, axis=1))
    wanted = np.zeros(count, np.complex128)
    np.add.at(wanted, corners, pull)
    np.add.at(wanted, np.roll(corners, -1, axis=1), -pull)
    return np.asarray(solve(wanted.real) + 1j * solve(wanted.imag))
