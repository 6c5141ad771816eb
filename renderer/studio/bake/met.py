"""What mirror rays bring, each and all of a fragment together."""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.environment.halvings import Halvings, look_up_within
from renderer.jit import inline, kernel, melt
from renderer.studio.bake.light import GroundMap, ground_below

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]

SKY, GROUND = -1, -2
"""What a ray meets where it meets no triangle."""
ALIKE = 0.15
"""Share by which what two rays meet may differ in brightness and still be the same: no reflection's edge."""


@inline
def width_of(count: int, x: float, y: float, z: float) -> float:
    """Radians that each of `count` rays stands for, whose directions add up to (x, y, z).

    It follows from their variance: that of a box of width w is w² / 12 along each axis.
    """
    short = min(max(1.0 - math.sqrt(x * x + y * y + z * z) / max(count, 1), 0.0), 1.0)
    return math.sqrt(12.0 * short / max(count - 1, 1))


@kernel
def look(
    first: Rows,
    rays: tuple[Floats, Floats],
    albedo: float,
    pictures: Halvings,
    has_ground: bool,
    ground: GroundMap,
    met: Ints,
    shown: Floats,
) -> None:
    """Fill `shown` (n, 3) with what `rays`, origins and directions, bring from what they `met` (n,).

    Of a triangle, of this `albedo`, `shown` says the light on it beforehand; the sky is blurred over the share of it
    that a ray stands for among those of its run, which are the rows between two of `first`. `met` is -1 for none and
    becomes `SKY` or `GROUND` there.
    """
    origins, toward = rays
    for run in range(len(first) - 1):
        count, x, y, z = 0, 0.0, 0.0, 0.0
        for i in range(first[run], first[run + 1]):
            if met[i] < 0 and has_ground and toward[i, 1] < -1e-4 and origins[i, 1] > 0.0:
                met[i] = GROUND
            elif met[i] < 0:
                count, x, y, z = count + 1, x + toward[i, 0], y + toward[i, 1], z + toward[i, 2]
        width = width_of(count, x, y, z)
        for i in range(first[run], first[run + 1]):
            if met[i] >= 0:
                for axis in range(3):
                    shown[i, axis] *= albedo
            elif met[i] == GROUND:
                shown[i, 0], shown[i, 1], shown[i, 2] = ground_below(origins[i], toward[i], ground)
            else:
                shown[i, 0], shown[i, 1], shown[i, 2] = look_up_within(
                    pictures, width, toward[i, 0], toward[i, 1], toward[i, 2]
                )


@kernel
def average(
    first: Rows,
    of: Ints,
    met: Ints,
    shown: Floats,
    again: Floats,
    out: tuple[Floats, Floats, Floats, Floats, Floats],
) -> None:
    """Fill the fields of `Mirrors` in `out`: `sky`, `ground`, `light`, `sky_light`, `again`.

    Row i brings `shown` (n, 3) from what it `met`; `again` (k, 3) is what those bring that met a triangle, reflected
    there. Rows from one of `first` to the next are of one fragment, `of`.
    """
    share_of_sky, from_ground, from_surface, from_sky, twice = out
    after = 0
    for run in range(len(first) - 1):
        f, share = of[first[run]], 1.0 / (first[run + 1] - first[run])
        share_of_sky[f] = 0.0
        for axis in range(3):
            from_ground[f, axis], from_surface[f, axis], from_sky[f, axis], twice[f, axis] = 0.0, 0.0, 0.0, 0.0
        for i in range(first[run], first[run + 1]):
            share_of_sky[f] += share if met[i] == SKY else 0.0
            for axis in range(3):
                value = shown[i, axis] * share
                if met[i] == SKY:
                    from_sky[f, axis] += value
                elif met[i] == GROUND:
                    from_ground[f, axis] += value
                else:
                    from_surface[f, axis] += value
                    twice[f, axis] += again[after, axis] * share
            after += 1 if met[i] >= 0 else 0


@melt
def kind_of(material: Ints, met: int) -> int:
    """The material of a triangle; `SKY` and `GROUND` are themselves."""
    return material[met] if met >= 0 else met


@kernel
def judge(
    first: Rows,
    of: Ints,
    material: Ints,
    met: Ints,
    brought: tuple[Floats, Floats],
    which: Ints,
    ray: Rows,
    alike: NDArray[np.bool_],
) -> None:
    """Whether the rays of each run are `alike`: meet one thing, about as bright, also if it is a mirror.

    `brought` is `shown` and `again` of `average`. `which` takes, by fragment, the material that most of them met that
    met any, `ray` one of those; else -1.
    """
    shown, again = brought
    after = 0
    for run in range(len(first) - 1):
        begin, end = first[run], first[run + 1]
        which[of[begin]], ray[run], most, before = -1, -1, 0, after
        same = True
        for i in range(begin, end):
            votes = 0
            for j in range(begin, end):
                votes += 1 if kind_of(material, met[i]) == kind_of(material, met[j]) else 0
            if met[i] >= 0 and votes > most:
                most, which[of[begin]], ray[run] = votes, material[met[i]], i
            same = same and votes == end - begin
            after += 1 if met[i] >= 0 else 0
        alike[run] = same and even(shown, begin, end) and even(again, before, after)


@melt
def even(brought: Floats, begin: int, end: int) -> bool:
    """Whether rows `begin` … `end` − 1 are about as bright, if there are any."""
    least, brightest = np.float32(np.inf), np.float32(0.0)
    for i in range(begin, end):
        least, brightest = min(least, brought[i, 1]), max(brightest, brought[i, 1])
    return bool(brightest - least <= ALIKE * brightest)
