"""glTF's reflection lobes in terms of Mitsuba's: what constants make the one send back what the other does.

Mitsuba has no Schlick Fresnel, no light between facets and no Charlie sheen. Here are, by roughness and reflectance,
the indices of refraction whose Fresnel curve lies nearest to Schlick's, and the factors that make up for the rest.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from renderer.studio.shade.brdf import SIZE, albedo_table

Array = NDArray[np.float64]

COSINES = (np.arange(SIZE) / (SIZE - 1.0)) ** 2
"""The angles of `albedo_table`, as cosines."""
WEIGHTS = COSINES * np.gradient(COSINES) / (COSINES * np.gradient(COSINES)).sum()
"""Share of a hemisphere's projected area at each of them; together 1."""
FACETS = 24
TURNS = 5
"""Views of a stretched lobe, from along the scratches to across."""
LEAST_F0 = 0.01
"""Below it a conductor's curve no longer rises as Schlick's does."""


def conductor(f0: Array) -> tuple[Array, Array]:
    """η and k whose Fresnel reflectance is `f0` (…) at normal incidence and nearest to Schlick's above.

    Between the two extremes of Gulbrandsen 2014, https://jcgt.org/published/0003/04/03/, by a share fitted once.
    """
    r = np.clip(f0, LEAST_F0, 0.999)
    root = np.sqrt(r)
    share = np.interp(r, *_edge_shares())
    eta = share * (1 - r) / (1 + r) + (1 - share) * (1 + root) / (1 - root)
    return eta, np.sqrt(np.maximum(r * (eta + 1) ** 2 - (eta - 1) ** 2, 0) / (1 - r))


@cache
def _edge_shares() -> tuple[Array, Array]:
    """F0 values and, for each, the share that brings the conductor's curve nearest to Schlick's."""
    reflectances, shares = np.linspace(0.01, 0.99, 50), np.linspace(0, 1, 101)
    cosines = np.linspace(0.02, 1, 80)
    best = []
    for r in reflectances:
        root = math.sqrt(r)
        eta = shares * (1 - r) / (1 + r) + (1 - shares) * (1 + root) / (1 - root)
        k = np.sqrt(np.maximum(r * (eta + 1) ** 2 - (eta - 1) ** 2, 0) / (1 - r))
        apart = fresnel_conductor(cosines[:, None], eta, k) - (r + (1 - r) * (1 - cosines[:, None]) ** 5)
        best.append(shares[np.argmin((apart**2 * cosines[:, None]).sum(axis=0))])
    return reflectances, np.array(best)


def fresnel_conductor(cosine: Array, eta: Array, k: Array) -> Array:
    """Unpolarized reflectance of a conductor, https://seblagarde.wordpress.com/2013/04/29/memo-on-fresnel-equations/."""
    c2 = cosine * cosine
    s2 = 1 - c2
    t0 = eta * eta - k * k - s2
    a2b2 = np.sqrt(t0 * t0 + 4 * eta * eta * k * k)
    t1, a = a2b2 + c2, np.sqrt(np.maximum(0.5 * (a2b2 + t0), 0))
    rs = (t1 - 2 * a * cosine) / (t1 + 2 * a * cosine)
    t3, t4 = c2 * a2b2 + s2 * s2, 2 * a * cosine * s2
    return np.asarray(0.5 * rs * (1 + (t3 - t4) / (t3 + t4)))


def glossy(roughness: Array, f0: Array) -> Array:
    """What glTF's glossy lobe sends back of light from all around, facets' exchange included (…); mean over angles."""
    table = albedo_table()
    mean = WEIGHTS @ np.moveaxis(table[..., :2], 0, 1).reshape(SIZE, -1).astype(np.float64)
    scale, bias = mean.reshape(SIZE, 2).T
    at = np.clip(roughness, 0, 1) * (SIZE - 1)
    a, b = (np.interp(at, np.arange(SIZE), each) for each in (scale, bias))
    return np.asarray((f0 * a + b) * (1 + f0 * (1 / (a + b) - 1)))


def stretched(alpha: Array, strength: float) -> Array:
    """α along the scratches of KHR_materials_anisotropy where it is `alpha` across them."""
    return alpha + (1 - alpha) * strength**2


def gloss_factor(roughness: Array, f0: Array, strength: float = 0.0) -> Array:
    """What Mitsuba's rough conductor of `conductor(f0)` has to be multiplied with to send back as much as glTF's.

    `strength` is that of the anisotropy.
    """
    grid_r, grid_f, table = _gloss_factors(strength)
    y = np.clip(np.interp(roughness, grid_r, np.arange(len(grid_r))), 0, len(grid_r) - 1.001)
    x = np.clip(np.interp(f0, grid_f, np.arange(len(grid_f))), 0, len(grid_f) - 1.001)
    i, j = y.astype(int), x.astype(int)
    p, q = y - i, x - j
    upper = table[i, j] * (1 - q) + table[i, j + 1] * q
    return np.asarray(upper * (1 - p) + (table[i + 1, j] * (1 - q) + table[i + 1, j + 1] * q) * p)


@cache
def _gloss_factors(strength: float) -> tuple[Array, Array, Array]:
    """Roughness, F0, and the factors (R, F)."""
    roughness, f0 = (
        np.linspace(0, 1, 21),
        np.concatenate([[0.0, 0.005, 0.01, 0.02, 0.04, 0.08], np.linspace(0.15, 1, 18)]),
    )
    eta, k = conductor(f0)
    plain = np.stack([_single_scattering(each, strength, eta, k) for each in roughness])
    return roughness, f0, glossy(roughness[:, None], f0) / np.maximum(plain, 1e-4)


def _single_scattering(roughness: float, strength: float, eta: Array, k: Array) -> Array:
    """Mean albedo of GGX over conductors (F,)."""
    across = np.array(max(roughness, 0.03) ** 2)
    cosine, turn = np.meshgrid(np.linspace(0.05, 1, 20), _turns(TURNS if strength else 1) / 4)
    sine = np.sqrt(1 - cosine**2)
    view = np.stack([sine * np.cos(turn), sine * np.sin(turn), cosine], axis=-1).reshape(-1, 1, 3)
    vh, share = _facets(view, stretched(across, strength), across)
    lit = np.stack([(share * fresnel_conductor(vh, e, kk)).mean(axis=1) for e, kk in zip(eta, k, strict=True)])
    return np.asarray(lit @ (cosine.ravel() / cosine.sum()))


def _turns(count: int) -> Array:
    """Angles (count,) evenly around."""
    return np.asarray(2 * np.pi * (np.arange(count) + 0.5) / count)


def _facets(view: Array, along: Array, across: Array) -> tuple[Array, Array]:
    """Cosine between view and facet, and masking of what it sends on, of sampled visible facets (views, samples).

    Facets as Dupuy and Benyoub 2023 draw them, https://arxiv.org/abs/2306.05044. Mitsuba's masking and shadowing are
    not correlated: what a visible facet sends on is masked as if nothing were known of the view.
    """
    steps = (np.arange(FACETS) + 0.5) / FACETS
    step, turn = (each.ravel() for each in np.meshgrid(steps, _turns(FACETS)))
    alpha = np.array([along, across, 1.0])
    cap = _unit(view * alpha)
    up = (1 - step) * (1 + cap[..., 2]) - cap[..., 2]
    ring = np.sqrt(np.maximum(1 - up * up, 0))
    facet = np.stack([ring * np.cos(turn), ring * np.sin(turn), up], axis=-1) + cap
    facet = _unit(np.maximum(facet, [-2, -2, 1e-7]) * alpha)
    vh = np.clip((view * facet).sum(axis=-1), 1e-4, 1)
    light = 2 * vh[..., None] * facet - view
    steep = ((light[..., :2] * alpha[:2]) ** 2).sum(axis=-1) / np.maximum(light[..., 2], 1e-6) ** 2
    return vh, np.where(light[..., 2] > 0, 2 / (1 + np.sqrt(1 + steep)), 0)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def matte_roughness(roughness: Array) -> Array:
    """The roughness at which Disney's diffuse lobe falls off as what glTF's gloss leaves for the diffuse one does."""
    return np.asarray(0.35 * np.clip(roughness, 0, 1))


def matte_mean(roughness: Array) -> Array:
    """Mean albedo (…) of Disney's diffuse lobe of `matte_roughness`, colour 1."""
    grid = np.linspace(0, 1, 21)
    mean = [WEIGHTS @ _disney_diffuse(float(each)) for each in matte_roughness(grid)]
    return np.asarray(np.interp(roughness, grid, mean))


@cache
def _disney_diffuse(roughness: float) -> Array:
    """Directional albedo (SIZE,) of Disney's diffuse lobe, Burley 2012, section 5.3.

    https://media.disneyanimation.com/uploads/production/publication_asset/48/asset/s2012_pbs_disney_brdf_notes_v3.pdf
    """
    nl, half = _hemisphere()
    into, out = (1 - nl) ** 5, ((1 - COSINES) ** 5)[:, None]
    retro = 2 * roughness * half * half
    share = (1 - 0.5 * into) * (1 - 0.5 * out) + retro * (into + out + into * out * (retro - 1))
    return np.asarray((share * nl).mean(axis=1) * 2)


def sheen_parts(roughness: float) -> tuple[float, float]:
    """glTF's sheen of colour 1 as shares of two lobes: an even one, and one of Disney's sheen.

    Least squares over angles of the directional albedos; neither share is negative.
    """
    table = albedo_table()[:, :, 2].astype(np.float64)
    at = min(max(roughness, 0.0), 1.0) * (SIZE - 1)
    target = np.array([np.interp(at, np.arange(SIZE), table[:, j]) for j in range(SIZE)])
    weight = np.sqrt(WEIGHTS)
    disney = _disney_sheen()
    even, rim = np.linalg.lstsq(np.stack([weight, disney * weight], axis=1), target * weight, rcond=None)[0]
    if even < 0:
        return 0.0, float((WEIGHTS @ (target * disney)) / (WEIGHTS @ disney**2))
    return (float(even), float(rim)) if rim > 0 else (float(WEIGHTS @ target), 0.0)


@cache
def _disney_sheen() -> Array:
    """Directional albedo (SIZE,) of Disney's sheen: Schlick's weight of the half angle, times the cosine."""
    nl, half = _hemisphere()
    return np.asarray(((1 - half) ** 5 * nl).mean(axis=1) * 2 * np.pi)


@cache
def _hemisphere() -> tuple[Array, Array]:
    """Light from all over the hemisphere: its cosines to the normal (n,) and to the half vector (SIZE, n)."""
    steps = (np.arange(48) + 0.5) / 48
    nl, phi = (each.ravel() for each in np.meshgrid(steps, np.pi * steps))
    sine = np.sqrt(1 - COSINES**2)[:, None]
    between = sine * np.sqrt(1 - nl * nl) * np.cos(phi) + COSINES[:, None] * nl
    return nl, np.sqrt(np.maximum((1 + between) / 2, 0))


def sheen_albedo(roughness: Array) -> Array:
    """Mean albedo (…) of glTF's sheen of colour 1."""
    mean = albedo_table()[:, :, 2].astype(np.float64) @ WEIGHTS
    return np.asarray(np.interp(np.clip(roughness, 0, 1) * (SIZE - 1), np.arange(SIZE), mean))
