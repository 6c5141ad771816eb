"""A curved piece of surface laid flat."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.sparse.linalg import splu

from renderer.surface.nearby import face_vectors, unit

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]
Ints = NDArray[np.int64]


def intrinsic(points: Floats, right: Floats) -> Complexes:
    """Corners of each triangle (m, 3) in its own plane as complex numbers, real along `right`, imaginary to its left.

    The first corner is 0; same unit as `points` (m, 3, 3).
    """
    normal = unit(face_vectors(points))
    across = unit(right - (normal @ right)[:, None] * normal)
    upward = np.cross(normal, across)
    edges = points - points[:, :1]
    return np.asarray(np.einsum("mij,mj->mi", edges, across) + 1j * np.einsum("mij,mj->mi", edges, upward))


def lscm(plane: Complexes, corners: Ints, pins: tuple[int, int], pinned: Complexes) -> Complexes:
    """The flat place of every vertex (n,) that keeps angles best in the least-squares sense, two of them given.

    `plane` (m, 3) are the triangles in their own planes, `corners` (m, 3) their vertices. Least Squares Conformal Maps,
    Lévy, Petitjean, Ray and Maillot, SIGGRAPH 2002, https://doi.org/10.1145/566654.566590, written in complex numbers.
    """
    opposite = plane[:, [2, 0, 1]] - plane[:, [1, 2, 0]]
    doubled = np.abs((np.conj(plane[:, 1]) * plane[:, 2]).imag)
    rows = np.repeat(np.arange(len(plane)), 3)
    weights = (opposite / np.sqrt(doubled)[:, None]).reshape(-1)
    count = int(corners.max()) + 1
    conformal = csc_array((weights, (rows, corners.reshape(-1))), shape=(len(plane), count))
    free = np.setdiff1d(np.arange(count), pins)
    moving, still = conformal[:, free], conformal[:, list(pins)]
    adjoint = moving.conj().T.tocsc()
    flat = np.empty(count, np.complex128)
    flat[list(pins)] = pinned
    wanted: Complexes = np.asarray(-(adjoint @ (still @ pinned)))
    flat[free] = splu(csc_array(adjoint @ moving), permc_spec="MMD_AT_PLUS_A").solve(wanted)
    return flat


def stretch(plane: Complexes, flat: Complexes) -> Floats:
    """How much a triangle is longer or shorter than it should be in its worst direction (m,): 1 is true to measure."""
    longest, shortest = extremes(plane, flat)
    return np.asarray(np.maximum(longest, 1.0 / np.maximum(shortest, 1e-9)))


def extremes(plane: Complexes, flat: Complexes) -> tuple[Floats, Floats]:
    """What a length on each triangle is multiplied by at most and at least (m,): singular values of the map."""
    du, dv = _derivatives(plane, flat)
    return np.abs(du) + np.abs(dv), np.abs(np.abs(du) - np.abs(dv))


def _derivatives(plane: Complexes, flat: Complexes) -> tuple[Complexes, Complexes]:
    """∂w/∂z and ∂w/∂z̄ of the map from each triangle's plane to its flat place: w = a·z + b·z̄."""
    z1, z2 = plane[:, 1] - plane[:, 0], plane[:, 2] - plane[:, 0]
    w1, w2 = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    scale = z1 * np.conj(z2) - z2 * np.conj(z1)
    return (w1 * np.conj(z2) - w2 * np.conj(z1)) / scale, (z1 * w2 - z2 * w1) / scale
