"""A piece of surface laid flat around a zone's centre, in millimetres."""

import numpy as np
from numpy.typing import NDArray

from renderer.surface.arap import rigid
from renderer.surface.connect import weld
from renderer.surface.flatten import intrinsic, lscm
from renderer.surface.nearby import Triangles, face_vectors
from renderer.surface.zone import MM_PER_M, Zone

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]


def lay_flat(zone: Zone, triangles: Triangles, seed: int, shares: Floats) -> tuple[Complexes, Complexes]:
    """The triangles in their own planes, and laid flat together (m, 3), millimetres, x + iy.

    Flat, the point at `shares` of triangle `seed` is 0, and around it lengths and directions are those of the surface.
    """
    plane = intrinsic(triangles.points, zone.frame[:3, 0]) * MM_PER_M
    flat = _mapped(zone, triangles, plane)
    weight = _nearness(triangles, shares @ triangles.points[seed])
    weight[seed] += 1e-12
    return plane, (flat - shares @ flat[seed]) * _turn_and_scale(flat, plane, weight)


def _mapped(zone: Zone, triangles: Triangles, plane: Complexes) -> Complexes:
    if zone.extras.mapping == "planar":
        return _planar(zone, triangles)
    corners, angles = weld(triangles.points), _conformal(zone, triangles, plane)
    return angles[corners] if zone.extras.mapping == "lscm" else rigid(plane, corners, angles)[corners]


def _planar(zone: Zone, triangles: Triangles) -> Complexes:
    local = zone.to_local_mm(triangles.points)
    return np.asarray(local[..., 0] + 1j * local[..., 1])


def _conformal(zone: Zone, triangles: Triangles, plane: Complexes) -> Complexes:
    """The place of every vertex that keeps angles."""
    corners = weld(triangles.points)
    across = _planar(zone, triangles).reshape(-1)
    ends = [int(np.argmin(across.real)), int(np.argmax(across.real))]
    first, last = corners.reshape(-1)[ends]
    return lscm(plane, corners, (int(first), int(last)), across[ends])


def _nearness(triangles: Triangles, center: Floats) -> Floats:
    """The area of each triangle, fading within a tenth of the patch around `center`."""
    distance = np.linalg.norm(triangles.points.mean(axis=1) - center, axis=1)
    radius = np.linalg.norm(np.ptp(triangles.points.reshape(-1, 3), axis=0)) / 10
    return np.asarray(np.linalg.norm(face_vectors(triangles.points), axis=1) * np.exp(-((distance / radius) ** 2)))


def _turn_and_scale(flat: Complexes, plane: Complexes, weight: Floats) -> complex:
    """The factor that brings edges in `flat` nearest to those in `plane`."""
    source, wanted = flat[:, 1:] - flat[:, :1], plane[:, 1:]
    fit = np.sum(weight[:, None] * np.conj(source) * wanted) / np.sum(weight[:, None] * np.abs(source) ** 2)
    return complex(fit)
