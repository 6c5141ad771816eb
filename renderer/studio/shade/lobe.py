"""The sky under a glossy lobe of any shape: a few directions that facets send light from, each blurred over its share.

GGX facets that the eye sees, stretched along a tangent where the surface is brushed: Heitz 2014,
https://jcgt.org/published/0003/02/03/; drawn as by Dupuy and Benyoub 2023, https://arxiv.org/abs/2306.05044. Blurred by
their density: Křivánek and Colbert 2008, "Real-time Shading with Filtered Importance Sampling",
https://doi.org/10.1111/j.1467-8659.2008.01252.x.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.environment.blurs import picture_for
from renderer.environment.looks import LEFT, MOST, OWN, PICTURE, TOP, Looks, find_texels, look, room_for_looks
from renderer.environment.sphere import look_up, place
from renderer.jit import inline, melt
from renderer.quads import nothing, rgba, with_share
from renderer.single import FOUR, ONE, PI, TWO, ZERO, narrowed, single
from renderer.studio.shade.horizon import light_below
from renderer.studio.shade.normals import GRAZING
from renderer.studio.shade.sky import SkyPictures, sky_within
from renderer.studio.vectors import Vector, cross, dot, normalized

Floats = NDArray[np.float32]
Color = tuple[float, float, float]
Facets = tuple[Vector, Vector, Vector, float, float]
"""The lobe's frame, tangent, the vector square to it, normal, and α along the first two."""

LANES = 8
"""Single floats that AVX2 computes with at once."""
FAINTEST, SLIGHT, FLAT, LOW, THOUSANDTH = (single(number) for number in (1e-10, 1e-8, 1e-6, 1e-4, 1e-3))
"""The least that may be: sums of shares, squared cosines; a facet's cosine, a lit direction's, the eye's."""
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
Ring = tuple[int, float, float, float, float]
"""How many taps, their share of the lobe together, the angle of the first, rank, factor of their patch."""


def on_rings(*rings: Ring) -> Floats:
    """(5, n) facets on the cap of those that are seen: cosine and sine of the angle, rank, share of the lobe, patch.

    Rank is the part of the cap inside of a facet; angles are from the plane of normal and eye. Shares add up to 1; some
    facets at the end have none, for a processor computes `LANES` at once.
    """
    whole = sum(share for _, share, _, _, _ in rings)
    facets = [
        (math.cos(angle), math.sin(angle), rank, share / whole / count, patch)
        for count, share, first, rank, patch in rings
        for angle in first + np.arange(count) * (2 * math.pi / count)
    ]
    idle = [(1.0, 0.0, 0.5, 0.0, 1.0)] * (-len(facets) % LANES)
    return np.ascontiguousarray(np.transpose(facets + idle), np.float32)


def strewn(count: int, fold: int, taper: float) -> Floats:
    """`on_rings` of `fold` each, turned as seeds lie in a sunflower.

    Shares are equal for a `taper` of 1; for more they fall towards the rim, whose long tail a few large ones show as
    spots.
    """
    rings = count // fold
    edge = 1 - (1 - np.arange(rings + 1) * fold / count) ** taper
    return on_rings(
        *(
            (fold, edge[k + 1] - edge[k], k * GOLDEN * 2 * math.pi / fold, (edge[k] + edge[k + 1]) / 2, 1.0)
            for k in range(rings)
        )
    )


FITTED: tuple[Ring, ...] = ((2, 0.6987, 3.22, 0.1716, 0.6408), (4, 0.3013, 4.757, 0.8139, 0.9296))
"""By `python -m benchmarks.lobes --fit`, which tells how far all of these are from 2,000 taps."""
CAP = np.concatenate([strewn(24, 2, 1.25), strewn(10, 1, 1.0), on_rings(*FITTED)], axis=1)
ALL, HALF, FAINT = (0, 24), (24, 40), (40, 48)
"""Columns of it: all where a metal shows nothing else, for fewer show lamps with petals, whatever their mean error;
fewer for a narrow lobe that is half a metal's, as in metallic paint; few for the faint gloss over a colour."""
METAL, HALF_METAL = 0.9, 0.3
SHARE, ROUGH_SHARE = 0.75, 1.0
"""Standard deviation of a tap's blur in radii of the disc that is its share of the lobe: what closes the gaps. Those of
rough lobes are wide enough for a lamp to show each tap as a petal, so they are closed for good."""
NARROW, ROUGH = 0.15, 0.4
"""α up to which the one holds, and from which on the other."""
BROAD = 0.2
"""α from which on half a metal's taps show as petals."""
WHOLE, RIM, LIT, COUNTS = OWN, OWN + 1, OWN + 2, 3
"""Rows of looks: how much each counts for the lobe, for its rim and for irradiance."""
WEIGHED, KNOWN = 0.1, 0.7
"""α from which on, and up to which more and more, a lobe is corrected by what its taps find for irradiance: from 2,000
taps, in random views of five environments, sRGB is off by 5.7 for 10.9 at α = 0.4, 4.6 for 13.6 at 0.6, 4.0 for 17.4 at
1, root mean square."""
MOST_CORRECTED = 4.0
"""Factor by which nothing is corrected more."""
TAIL = 0.6
"""Most that a tap is blurred by, radians for each radian that it is off the mirror direction: the outermost taps of a
lobe's long tail stand for so much that they would bring light from where no facet looks."""
FAR, HORIZON = single(TAIL * TAIL), single(GRAZING)
MIRROR, MIRROR_BLUR = 0.012, 1.4
"""α below which one direction, blurred by so many α, is all of the lobe: it is a degree and a half wide."""


@inline
def facets_around(normal: Vector, tangent: Vector, view: Vector, along: float, across: float) -> Facets:
    """The frame of a lobe around `normal`; where there is no `tangent`, or no use for it, the view's plane."""
    if along == across or dot(tangent, tangent) < 0.5:
        away = dot(normal, view)
        tangent = (view[0] - normal[0] * away, view[1] - normal[1] * away, view[2] - normal[2] * away)
        if dot(tangent, tangent) < 1e-10:
            tangent = (normal[1] + 0.3, normal[2] - 0.2, normal[0] + 0.1)
        across = along
    lean = dot(normal, tangent)
    t = normalized(tangent[0] - normal[0] * lean, tangent[1] - normal[1] * lean, tangent[2] - normal[2] * lean)
    return t, cross(normal, t), normal, along, across


@inline
def taps_of(alpha: float, metallic: float) -> tuple[int, int]:
    """Which of the `CAP` a lobe of this α needs."""
    if metallic <= HALF_METAL:
        return FAINT
    return ALL if metallic > METAL or alpha > BROAD else HALF


@inline
def slope_masking(x: float, y: float, z: float, along: float, across: float) -> float:
    """Smith's Λ of a direction in the frame of the facets."""
    a, b = along * x, across * y
    return (math.sqrt(ONE + (a * a + b * b) / max(z * z, SLIGHT)) - ONE) / TWO


@inline
def mirror_direction(normal: Vector, view: Vector) -> Vector:
    """`view`, which points to the eye, mirrored at `normal`."""
    turn = 2.0 * dot(normal, view)
    return turn * normal[0] - view[0], turn * normal[1] - view[1], turn * normal[2] - view[2]


@inline
def over_horizon(x: float, y: float, z: float, surface: Vector) -> Vector:
    """Unit direction (x, y, z), or where the surface is in its way what is seen at the surface's horizon."""
    lift = GRAZING - dot((x, y, z), surface)
    if lift <= 0.0:
        return x, y, z
    return normalized(x + surface[0] * lift, y + surface[1] * lift, z + surface[2] * lift)


def aims_for_taps() -> Looks:
    """Room for a lobe's taps, which a kernel uses again for each."""
    return room_for_looks(COUNTS)


@melt
def sky_under_lobe(
    sky: SkyPictures,
    surface: Vector,
    facets: Facets,
    view: Vector,
    blur: float,
    cap: Floats,
    taps: tuple[int, int],
    aims: Looks,
) -> tuple[Color, Color]:
    """Mean radiance by what facets send at F0 = 1, and at F0 = 0: the one from the whole lobe, the other from its rim.

    `blur` is the standard deviation, radians, by which the pixel itself smears mirror directions; `aims` is room for
    the taps, see `aims_for_taps`.
    """
    _, _, n, along, across = facets
    if max(along, across) < MIRROR:
        x, y, z = mirror_direction(n, view)
        x, y, z = over_horizon(x, y, z, surface)
        only = sky_within(sky[0], math.sqrt(blur * blur + (MIRROR_BLUR * along) ** 2), x, y, z)
        return only, only
    whole = rim = lit = FAINTEST
    by_share, by_rim, by_cosine = nothing(), nothing(), nothing()
    known = aims[0]
    for first in range(taps[0], taps[1], MOST):
        count = min(taps[1] - first, MOST)
        aim(surface, facets, view, blur * blur, cap, first, count, sky[0][2], known)
        find_texels(sky[0], count, aims)
        for tap in range(count):
            share, grazing, cosine = known[WHOLE * MOST + tap], known[RIM * MOST + tap], known[LIT * MOST + tap]
            if share == ZERO:
                continue
            seen = look(sky[0], aims, tap)
            whole, rim, lit = whole + share, rim + grazing, lit + cosine
            by_share = with_share(by_share, seen, share)
            by_rim = with_share(by_rim, seen, grazing)
            by_cosine = with_share(by_cosine, seen, cosine)
    wr, wg, wb, _ = rgba(by_share)
    rr, rg, rb, _ = rgba(by_rim)
    er, eg, eb, _ = rgba(by_cosine)
    mean = (wr / whole, wg / whole, wb / whole)
    trust = min(max((min(along, across) - WEIGHED) / (KNOWN - WEIGHED), 0.0), 1.0)
    if trust > 0.0:
        mean = corrected(mean, (er / lit, eg / lit, eb / lit), open_light(sky, surface, n), trust)
    return mean, (rr / rim, rg / rim, rb / rim)


@melt
def aim(
    surface: Vector,
    facets: Facets,
    view: Vector,
    smear: float,
    cap: Floats,
    first: int,
    count: int,
    sharpest: float,
    aims: Floats,
) -> None:
    """Fill `aims`, the first of `Looks`, with the taps from the `first` on; `smear` is the pixel's own blur, radians².

    No tap waits for another and none is left out, so that several are computed at once.
    """
    t, b, n = singles(facets[0]), singles(facets[1]), singles(facets[2])
    s, v = singles(surface), singles(view)
    along, across = narrowed(facets[3]), narrowed(facets[4])
    vx, vy, vz = dot(t, v), dot(b, v), max(dot(n, v), THOUSANDTH)
    sx, sy, sz = normalized(along * vx, across * vy, vz)
    seen = ONE + slope_masking(vx, vy, vz, along, across)
    gap = narrowed(SHARE + (ROUGH_SHARE - SHARE) * min(max((facets[4] - NARROW) / (ROUGH - NARROW), 0.0), 1.0))
    disc = gap * gap
    core, spread = FOUR * disc * along * across, disc / PI
    thin, flat = ONE / along, ONE / across
    dense = FOUR * PI * vz * seen * along * across
    smeared = narrowed(smear)
    for tap in range(count):
        rank, part = cap[2, first + tap], cap[3, first + tap]
        up = (ONE - rank) * (ONE + sz) - sz
        ring = math.sqrt(max(ONE - up * up, ZERO))
        hx, hy = along * (ring * cap[0, first + tap] + sx), across * (ring * cap[1, first + tap] + sy)
        hx, hy, hz = normalized(hx, hy, max(up + sz, FLAT))
        vh = vx * hx + vy * hy + vz * hz
        lx, ly, lz = TWO * vh * hx - vx, TWO * vh * hy - vy, TWO * vh * hz - vz
        there = ONE if (lz > LOW) & (vh > ZERO) else ZERO
        share = there * part * seen / (seen + slope_masking(lx, ly, lz, along, across))
        slope, across_slope = hx * thin, hy * flat
        stretched = slope * slope + across_slope * across_slope + hz * hz
        # Its part over the density in steradians: the density of seen facets over 4 v · h.
        solid = part * dense * stretched * stretched
        x = t[0] * lx + b[0] * ly + n[0] * lz
        y = t[1] * lx + b[1] * ly + n[1] * lz
        z = t[2] * lx + b[2] * ly + n[2] * lz
        # As `over_horizon`, not of unit length: no place depends on that.
        lift = max(HORIZON - dot((x, y, z), s), ZERO)
        left, top = place(x + s[0] * lift, y + s[1] * lift, z + s[2] * lift)
        dx, dy, dz = lx + vx, ly + vy, lz - vz
        apart = dx * dx + dy * dy + dz * dz
        patch = cap[4, first + tap] * min(spread * solid, core * part + FAR * apart)
        away = (ONE - vh) * (ONE - vh)
        aims[LEFT * MOST + tap], aims[TOP * MOST + tap] = left, top
        aims[PICTURE * MOST + tap] = picture_for(sharpest, smeared + patch)
        aims[WHOLE * MOST + tap], aims[RIM * MOST + tap] = share, share * away * away * (ONE - vh)
        aims[LIT * MOST + tap] = there * lz * solid


@inline
def singles(vector: Vector) -> Vector:
    """The vector in single floats."""
    return narrowed(vector[0]), narrowed(vector[1]), narrowed(vector[2])


@inline
def open_light(sky: SkyPictures, surface: Vector, normal: Vector) -> Color:
    """Irradiance / π around `normal` but for what is below the surface."""
    r, g, b = look_up(sky[1], normal[0], normal[1], normal[2])
    below = light_below(sky[2], surface, normal)
    return max(r - below[0], 0.0), max(g - below[1], 0.0), max(b - below[2], 0.0)


@inline
def corrected(mean: Color, found: Color, known: Color, trust: float) -> Color:
    """`mean` by how far what was `found` of irradiance is off what is `known`: a ratio estimator.

    Broad lobes take in much of what irradiance does, so that wide taps miss in both what is at the horizon or small.
    """
    power = narrowed(trust)
    r = narrowed(min(known[0] / max(found[0], 1e-6), MOST_CORRECTED)) ** power
    g = narrowed(min(known[1] / max(found[1], 1e-6), MOST_CORRECTED)) ** power
    b = narrowed(min(known[2] / max(found[2], 1e-6), MOST_CORRECTED)) ** power
    return mean[0] * r, mean[1] * g, mean[2] * b
