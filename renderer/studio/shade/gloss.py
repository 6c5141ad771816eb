"""What of a fragment's light does not depend on colours: from sky and ground, under its normal map and its gloss.

The dear part of shading. It stays as it is for every colour of the slot, and of every other slot.
"""

import math

import numpy as np
from numpy.typing import NDArray

from renderer.environment.looks import Looks
from renderer.environment.sphere import look_up
from renderer.jit import inline, kernel, melt
from renderer.studio.bake.light import GROUND_ALBEDO
from renderer.studio.bake.storage import (
    GROUND,
    MIRROR_GROUND,
    MIRROR_SKY,
    MIRROR_SKY_LIGHT,
    SKY,
    SPREAD,
    VIEW,
    WIDE_BLOCKED,
    WIDE_GROUND,
    WIDE_SKY,
)
from renderer.studio.shade.brdf import look_up_albedo
from renderer.studio.shade.fuzz import MOST, light_on_fuzz
from renderer.studio.shade.horizon import light_below
from renderer.studio.shade.lobe import CAP, FAINT, facets_around, sky_under_lobe, taps_of
from renderer.studio.shade.materials import COLUMNS, SPREADS
from renderer.studio.shade.normals import above_surface, bumped, surface_normal, tangent_of
from renderer.studio.shade.sky import SkyPictures
from renderer.studio.shade.surface import Table, pick
from renderer.studio.vectors import Vector, cross, dot

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Color = tuple[float, float, float]
Brushed = tuple[float, float]
"""Cosine and sine of KHR_materials_anisotropy's rotation."""

LIT, TILT, FUZZ, FACING, AT_F0, AT_F90, SCALE, BIAS, SHARP, WIDE = 0, 3, 4, 5, 6, 9, 12, 13, 14, 15
COAT_SHARE, COAT_LIT, COAT_SHARP, COAT_WIDE = 16, 17, 20, 21
FUZZ_LIT, FUZZ_WIDE = 22, 25
WIDTH = 26
"""Columns. Light on the diffuse lobe from sky and ground 3; share of what slots bounce onto the surface that reaches it
under its normal map; albedo of sheen of colour 1; cosine between normal and eye; radiance off the gloss for F0 = 1 and
F90 = 0, 3, and for the reverse, 3; scale and bias of F0; shares of what other slots show in the mirror and in a wide
lobe. Of the coat, its Fresnel reflectance in all: its share of light, radiance 3, shares of other slots as above.
Of sheen: radiance in its lobe from sky and ground 3, and how much more of other slots it sees than a diffuse lobe."""

BUMP, COAT_BUMP = COLUMNS["normal"], COLUMNS["coat_normal"]
BUMP_SPREAD, COAT_SPREAD = SPREADS["normal"], SPREADS["coat_normal"]
METALLIC, ROUGHNESS, COAT, COAT_ROUGHNESS = (
    COLUMNS[name] for name in ("metallic", "roughness", "coat", "coat_roughness")
)
SHEEN, SHEEN_ROUGHNESS = COLUMNS["sheen"], COLUMNS["sheen_roughness"]
BRUSHED, BRUSH = COLUMNS["anisotropy"], COLUMNS["anisotropy_direction"]
WIDE_ROUGHNESS = 0.6
"""Where reflections are blocked as the baked wide lobe is (α = 0.36); sharper ones lie between it and the mirror."""
MAX_SPREAD = 0.2
"""Most that a surface bends within a pixel; beyond, its mean normal says little."""
COAT_F0 = 0.04
AT_HORIZON = 0.15
"""Share of a relief's variance in reflections that is left at the horizon: one of two axes, and half its angle."""


@kernel
def gloss_rows(
    geometry: Floats,
    light: Floats,
    bounce: Floats,
    inverse_direct: Doubles,
    values: Table,
    sky: SkyPictures,
    albedos: Floats,
    brushed: Brushed,
    aims: Looks,
    gloss: Floats,
) -> None:
    """Fill `gloss` (n, WIDTH); `aims` is room for the taps of a lobe."""
    fr, fg, fb = look_up(sky[1], 0.0, 1.0, 0.0)
    floor = (fr * GROUND_ALBEDO, fg * GROUND_ALBEDO, fb * GROUND_ALBEDO)
    for row in range(len(gloss)):
        view = (geometry[row, VIEW], geometry[row, VIEW + 1], geometry[row, VIEW + 2])
        surface = surface_normal(geometry, row)
        normal = bumped(geometry, values, row, BUMP, view)
        seen = 0.0
        for k in range(bounce.shape[1]):
            seen += inverse_direct[k] * bounce[row, k]
        blocked = light[row, WIDE_BLOCKED] / max(seen, 1e-4)
        # Bare metal has no diffuse lobe for its relief to turn.
        arriving(light, row, surface, normal if pick(values, row, METALLIC) < 1.0 else surface, sky, gloss)
        gloss[row, FUZZ] = 0.0
        if max(pick(values, row, SHEEN), pick(values, row, SHEEN + 1), pick(values, row, SHEEN + 2)) > 0.0:
            gloss[row, FUZZ] = look_up_albedo(albedos, pick(values, row, SHEEN_ROUGHNESS), dot(normal, view))[2]
            fuzz_gloss(light, row, surface, normal, view, pick(values, row, SHEEN_ROUGHNESS), sky, gloss)
        base_gloss(
            geometry, light, row, values, view, surface, normal, blocked, floor, sky, albedos, brushed, aims, gloss
        )
        gloss[row, COAT_SHARE] = 0.0
        if pick(values, row, COAT) > 0.0:
            coat_gloss(geometry, light, row, values, view, surface, blocked, floor, sky, albedos, aims, gloss)


@melt
def arriving(light: Floats, row: int, surface: Vector, normal: Vector, sky: SkyPictures, gloss: Floats) -> None:
    """Irradiance / π; where a normal map bends the surface, the sky's share changes as under an open sky."""
    tilt = 0.5 * (1.0 + dot(surface, normal))
    gloss[row, TILT] = tilt
    r, g, b = light[row, SKY], light[row, SKY + 1], light[row, SKY + 2]
    if tilt < 0.9999:
        before = look_up(sky[1], surface[0], surface[1], surface[2])
        after = look_up(sky[1], normal[0], normal[1], normal[2])
        below = light_below(sky[2], surface, normal)
        r *= min(max(after[0] - below[0], 0.0) / max(before[0], 1e-6), 4.0)
        g *= min(max(after[1] - below[1], 0.0) / max(before[1], 1e-6), 4.0)
        b *= min(max(after[2] - below[2], 0.0) / max(before[2], 1e-6), 4.0)
    gloss[row, LIT] = r + light[row, GROUND] * tilt
    gloss[row, LIT + 1] = g + light[row, GROUND + 1] * tilt
    gloss[row, LIT + 2] = b + light[row, GROUND + 2] * tilt


@melt
def fuzz_gloss(
    light: Floats,
    row: int,
    surface: Vector,
    normal: Vector,
    view: Vector,
    rough: float,
    sky: SkyPictures,
    gloss: Floats,
) -> None:
    """What fibres on top see: of the sky what is open of their lobe, of all else what is shut."""
    r, g, b = look_up(sky[1], surface[0], surface[1], surface[2])
    whole = max(r + g + b, 1e-6)
    seen = min((light[row, SKY] + light[row, SKY + 1] + light[row, SKY + 2]) / whole, 1.0)
    own, shut = light_on_fuzz(sky, surface, normal, view, rough, seen)
    more = min(shut / max(1.0 - seen, 0.05), MOST)
    for axis in range(3):
        gloss[row, FUZZ_LIT + axis] = own[axis] + light[row, GROUND + axis] * more
    gloss[row, FUZZ_WIDE] = more


@melt
def base_gloss(
    geometry: Floats,
    light: Floats,
    row: int,
    values: Table,
    view: Vector,
    surface: Vector,
    normal: Vector,
    blocked: float,
    floor: Color,
    sky: SkyPictures,
    albedos: Floats,
    brushed: Brushed,
    aims: Looks,
    gloss: Floats,
) -> None:
    """The surface's own gloss."""
    shown = above_surface(surface, view, normal)
    roughness = min(max(pick(values, row, ROUGHNESS), 0.0), 1.0)
    across = roughness * roughness
    strength = min(max(pick(values, row, BRUSHED), 0.0), 1.0)
    along, tangent = across, (0.0, 0.0, 0.0)
    if strength > 0.0:
        along = across + (1.0 - across) * strength * strength
        tangent = brush_direction(geometry, values, row, surface, brushed)
    relief = values[2][row, values[1][BUMP_SPREAD]] if values[1][BUMP] >= 0 else 0.0
    relief = left_of_relief(relief, normal, shown)
    facets = facets_around(shown, tangent, view, along, across)
    keep, own, sharp, wide, blur = visibility(geometry, light, row, surface, shown, roughness, relief)
    taps = taps_of(max(along, across), pick(values, row, METALLIC))
    whole, rim = sky_under_lobe(sky, surface, facets, view, blur, CAP, taps, aims)
    facing = dot(shown, view)
    scale, bias, _ = look_up_albedo(albedos, math.sqrt(math.sqrt(facets[3] * facets[4])), facing)
    both = scale + bias
    gloss[row, FACING], gloss[row, SCALE], gloss[row, BIAS] = facing, scale, bias
    gloss[row, SHARP], gloss[row, WIDE] = sharp, wide * blocked
    for axis in range(3):
        fixed = (
            own * light[row, MIRROR_SKY_LIGHT + axis]
            + sharp * light[row, MIRROR_GROUND + axis]
            + wide * light[row, WIDE_GROUND] * floor[axis]
        )
        at_rim = bias * rim[axis]
        gloss[row, AT_F0 + axis] = max(both * whole[axis] - at_rim, 0.0) * keep + scale * fixed
        gloss[row, AT_F90 + axis] = at_rim * keep + bias * fixed


@inline
def brush_direction(geometry: Floats, values: Table, row: int, surface: Vector, brushed: Brushed) -> Vector:
    """The direction of scratches: KHR_materials_anisotropy's texture in the tangents' frame, then its rotation."""
    t = tangent_of(geometry, row, surface)
    b = cross(surface, t)
    w = 1.0 if geometry[row, 6] > 0.0 else -1.0
    x, y = 2.0 * pick(values, row, BRUSH) - 1.0, 2.0 * pick(values, row, BRUSH + 1) - 1.0
    x, y = x * brushed[0] - y * brushed[1], (x * brushed[1] + y * brushed[0]) * w
    return t[0] * x + b[0] * y, t[1] * x + b[1] * y, t[2] * x + b[2] * y


@melt
def coat_gloss(
    geometry: Floats,
    light: Floats,
    row: int,
    values: Table,
    view: Vector,
    surface: Vector,
    blocked: float,
    floor: Color,
    sky: SkyPictures,
    albedos: Floats,
    aims: Looks,
    gloss: Floats,
) -> None:
    """Lacquer on top, with its own normal map."""
    normal = bumped(geometry, values, row, COAT_BUMP, view)
    shown = above_surface(surface, view, normal)
    roughness = min(max(pick(values, row, COAT_ROUGHNESS), 0.0), 1.0)
    relief = values[2][row, values[1][COAT_SPREAD]] if values[1][COAT_BUMP] >= 0 else 0.0
    relief = left_of_relief(relief, normal, shown)
    facets = facets_around(shown, (0.0, 0.0, 0.0), view, roughness * roughness, roughness * roughness)
    keep, own, sharp, wide, blur = visibility(geometry, light, row, surface, shown, roughness, relief)
    whole, rim = sky_under_lobe(sky, surface, facets, view, blur, CAP, FAINT, aims)
    scale, bias, _ = look_up_albedo(albedos, roughness, dot(shown, view))
    coat = min(max(pick(values, row, COAT), 0.0), 1.0)
    share = min(coat * (COAT_F0 * scale + bias), 1.0)
    gloss[row, COAT_SHARE] = share
    gloss[row, COAT_SHARP], gloss[row, COAT_WIDE] = share * sharp, share * wide * blocked
    for axis in range(3):
        fixed = (
            own * light[row, MIRROR_SKY_LIGHT + axis]
            + sharp * light[row, MIRROR_GROUND + axis]
            + wide * light[row, WIDE_GROUND] * floor[axis]
        )
        at_rim = bias * rim[axis]
        at_f0 = max((scale + bias) * whole[axis] - at_rim, 0.0)
        gloss[row, COAT_LIT + axis] = coat * (COAT_F0 * at_f0 + at_rim) * keep + share * fixed


@inline
def left_of_relief(relief: float, normal: Vector, shown: Vector) -> float:
    """How far normals within the pixel still spread reflections once they are turned from `normal` to `shown`.

    Those that are turned all show the horizon, and differ along it alone.
    """
    turned = 1.0 - dot(normal, shown)
    return relief * (AT_HORIZON + (1.0 - AT_HORIZON) * relief / (relief + turned + 1e-9))


@melt
def visibility(
    geometry: Floats, light: Floats, row: int, surface: Vector, shown: Vector, roughness: float, relief: float
) -> tuple[float, float, float, float, float]:
    """What of a lobe meets the sky and what meets all else.

    The share of the sky that it sees; that of what the pixel's own mirror rays saw of it, instead; the weights of
    mirror and wide lobe for all else; and the standard deviation, radians, by which the pixel smears reflections.
    """
    bend = min(geometry[row, SPREAD], MAX_SPREAD)
    spread = min(bend + relief, MAX_SPREAD)
    wide = min(roughness / WIDE_ROUGHNESS, 1.0)
    sharp = 1.0 - wide
    # Where the bend of the surface blurs more than its roughness and its normal map do, the mean of the pixel's own
    # mirror rays is exact; what a map turns the normal by is a blur of that angle.
    own = bend / (bend + roughness**4 + relief + 2.0 * max(1.0 - dot(shown, surface), 0.0) + 1e-9)
    keep = sharp * light[row, MIRROR_SKY] * (1.0 - own) + wide * light[row, WIDE_SKY]
    return keep, own * sharp, sharp, wide, 2.0 * math.sqrt(spread)
