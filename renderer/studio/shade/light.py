"""Light off fragments: the glTF material model under baked light.

Metallic-roughness with the KHR extensions, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation;
layers (coat over sheen over base) are weighed by their directional albedos, so that none of them makes light.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.environment.halvings import Halvings
from renderer.environment.sphere import look_up
from renderer.jit import inline, kernel, melt
from renderer.studio.bake import Bake
from renderer.studio.bake.light import GROUND_ALBEDO
from renderer.studio.bake.storage import (
    GROUND,
    MIRROR_AGAIN,
    MIRROR_GROUND,
    MIRROR_LIGHT,
    MIRROR_SKY,
    MIRROR_SKY_LIGHT,
    NORMAL,
    SKY,
    SPREAD,
    TANGENT,
    VIEW,
    WIDE_BLOCKED,
    WIDE_GROUND,
    WIDE_SKY,
)
from renderer.studio.shade.bounces import Bounced
from renderer.studio.shade.brdf import albedo_table, look_up_albedo
from renderer.studio.shade.materials import COLUMNS, SPREADS, Material
from renderer.studio.shade.sky import Sky, reflected_sky
from renderer.studio.shade.surface import Values
from renderer.studio.shade.vectors import Vector, dot, normalized

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Shorts = NDArray[np.int16]
Color = tuple[float, float, float]
SkyPictures = tuple[Halvings, Floats, Floats]
Surroundings = tuple[float, float, float, float, float, float]
"""Around one fragment: radiance from what else than the sky a mirror ray meets (3) and a wide lobe meets (3)."""

BASE, METALLIC, ROUGHNESS, EMISSIVE = (COLUMNS[name] for name in ("base_color", "metallic", "roughness", "emissive"))
BUMP, COAT, COAT_ROUGHNESS, COAT_BUMP = (COLUMNS[name] for name in ("normal", "coat", "coat_roughness", "coat_normal"))
BUMP_SPREAD, COAT_SPREAD = SPREADS["normal"], SPREADS["coat_normal"]
SHEEN, SHEEN_ROUGHNESS = COLUMNS["sheen"], COLUMNS["sheen_roughness"]
SPECULAR, SPECULAR_COLOR = COLUMNS["specular"], COLUMNS["specular_color"]
TRANSMISSION, THICKNESS = COLUMNS["transmission"], COLUMNS["thickness"]

ALPHA_MODES = {"OPAQUE": 0, "MASK": 1, "BLEND": 2}
MASK_SOFTNESS = 0.15
"""Width in alpha over which a cut-out fades, so that its edge is not jagged."""
WIDE_ROUGHNESS = 0.6
"""Where reflections are blocked as the baked wide lobe is (α = 0.36); sharper ones lie between it and the mirror."""
SPREAD_ALPHA = 0.9
"""α² of the GGX lobe whose facets' mean normal is as short as that of normals of spread 1: at α = 0.2, midway between
mirrors and what no longer shows a picture, it falls short of 1 by 1.1 α²."""
COAT_F0 = 0.04
MAX_SPREAD = 0.18
"""Most that a bent surface within one pixel widens α², Tokuyoshi and Kaplanyan 2019, https://jcgt.org/published/0008/02/04/."""


@dataclass(frozen=True, eq=False)
class Radiance:
    """What F fragments send to the eye, in the order of the stacks."""

    color: Floats
    """(F, 3) radiance, what passes through apart."""
    through: Floats
    """(F, 3) share of the light behind that passes."""

    @classmethod
    def dark(cls, count: int) -> "Radiance":
        """Of `count` fragments, before any is lit."""
        return cls(np.zeros((count, 3), np.float32), np.zeros((count, 3), np.float32))


@dataclass(frozen=True, eq=False)
class Lights:
    """All light of a picture: baked, from the sky itself, and from slot to slot in the colours of now."""

    bake: Bake
    sky: Sky
    bounced: Bounced


def light_material(lights: Lights, rows: slice | Rows, material: Material, values: Values, result: Radiance) -> None:
    """Light `rows` of the bake, all of one material, and write what their fragments send into `result`."""
    bake, sky, bounced = lights.bake, lights.sky, lights.bounced
    absorbed = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    light_rows(
        bake.fragment[rows],
        bake.geometry[rows],
        bake.light[rows].astype(np.float32),
        bake.bounce[rows].astype(np.float32),
        bake.mirror_material[rows],
        (values.constant, values.place, values.table),
        (bounced.weight, bounced.radiance, bounced.inverse_direct),
        (sky.sharp, sky.rough, sky.irradiance),
        albedo_table(),
        (ALPHA_MODES[material.alpha_mode], material.alpha_cutoff, material.unlit, material.ior),
        absorbed,
        (result.color, result.through),
    )


@inline
def pick(values: tuple[Floats, Ints, Floats], row: int, column: int) -> float:
    """One input of one fragment."""
    constant, place, table = values
    return float(table[row, place[column]] if place[column] >= 0 else constant[column])


@inline
def bumped(geometry: Floats, values: tuple[Floats, Ints, Floats], row: int, column: int, view: Vector) -> Vector:
    """The shading normal that the normal map at `column` gives, never turned away from the eye."""
    n = (geometry[row, NORMAL], geometry[row, NORMAL + 1], geometry[row, NORMAL + 2])
    place = values[1]
    x, y, z = n
    if place[column] >= 0 and geometry[row, TANGENT + 3] != 0.0:
        t = (geometry[row, TANGENT], geometry[row, TANGENT + 1], geometry[row, TANGENT + 2])
        along = dot(n, t)
        tx, ty, tz = normalized(t[0] - n[0] * along, t[1] - n[1] * along, t[2] - n[2] * along)
        w = geometry[row, TANGENT + 3]
        bx, by, bz = (n[1] * tz - n[2] * ty) * w, (n[2] * tx - n[0] * tz) * w, (n[0] * ty - n[1] * tx) * w
        p, q, s = pick(values, row, column), pick(values, row, column + 1), pick(values, row, column + 2)
        x, y, z = tx * p + bx * q + n[0] * s, ty * p + by * q + n[1] * s, tz * p + bz * q + n[2] * s
        x, y, z = normalized(x, y, z)
    facing = dot((x, y, z), view)
    if facing < 0.02:
        lift = 0.02 - facing
        x, y, z = normalized(x + view[0] * lift, y + view[1] * lift, z + view[2] * lift)
    return x, y, z


@melt
def reflection(
    sky: SkyPictures,
    around: Surroundings,
    geometry: Floats,
    light: Floats,
    values: tuple[Floats, Ints, Floats],
    row: int,
    normal: Vector,
    view: Vector,
    roughness: float,
    bumps: int,
) -> Color:
    """Mean radiance under the lobe of this roughness: sky where it is open, what blocks it elsewhere."""
    turn = 2.0 * dot(normal, view)
    x, y, z = turn * normal[0] - view[0], turn * normal[1] - view[1], turn * normal[2] - view[2]
    # The lobe leans off the mirror direction: Lagarde and de Rousiers 2014, "Moving Frostbite to PBR", section 4.9.3.
    is_bumped = values[1][bumps] >= 0
    relief = values[2][row, values[1][bumps]] if is_bumped else 0.0
    spread = min(SPREAD_ALPHA * (geometry[row, SPREAD] + relief), MAX_SPREAD)
    a2 = roughness**4
    alpha = math.sqrt(min(a2 + spread, 1.0))
    keep = (1.0 - alpha) * (math.sqrt(1.0 - alpha) + alpha)
    lean = 1.0 - keep
    x, y, z = x * keep + normal[0] * lean, y * keep + normal[1] * lean, z * keep + normal[2] * lean
    # What a normal map turns below the surface meets the surface; it is seen at its horizon instead.
    g = (geometry[row, NORMAL], geometry[row, NORMAL + 1], geometry[row, NORMAL + 2])
    lift = max(0.02 - dot((x, y, z), g), 0.0)
    x, y, z = normalized(x + g[0] * lift, y + g[1] * lift, z + g[2] * lift)
    r, g2, b = reflected_sky(sky[0], sky[1], math.sqrt(alpha), x, y, z)
    wide = min(roughness / WIDE_ROUGHNESS, 1.0)
    sharp = 1.0 - wide
    # Where the bend of the surface blurs more than its roughness and its normal map do, the mean of the pixel's own
    # mirror rays is exact; what a map turns the normal by is a blur of that angle.
    bend = min(SPREAD_ALPHA * geometry[row, SPREAD], MAX_SPREAD)
    own = bend / (bend + a2 + SPREAD_ALPHA * relief + 2.0 * max(1.0 - dot(normal, g), 0.0) + 1e-9)
    open_share = sharp * light[row, MIRROR_SKY] * (1.0 - own) + wide * light[row, WIDE_SKY]
    own *= sharp
    return (
        r * open_share + own * light[row, MIRROR_SKY_LIGHT] + sharp * around[0] + wide * around[3],
        g2 * open_share + own * light[row, MIRROR_SKY_LIGHT + 1] + sharp * around[1] + wide * around[4],
        b * open_share + own * light[row, MIRROR_SKY_LIGHT + 2] + sharp * around[2] + wide * around[5],
    )


@melt
def surroundings(
    light: Floats, bounce: Floats, row: int, mirror: int, slots: tuple[Doubles, Doubles, Doubles], floor: Color
) -> tuple[Color, Surroundings]:
    """Light bounced onto a fragment by slots (irradiance / π), and what its reflections meet beside the sky."""
    weight, radiance, inverse_direct = slots
    r = g = b = seen = 0.0
    for k in range(bounce.shape[1]):
        r += weight[k, 0] * bounce[row, k]
        g += weight[k, 1] * bounce[row, k]
        b += weight[k, 2] * bounce[row, k]
        seen += inverse_direct[k] * bounce[row, k]
    blocked = light[row, WIDE_BLOCKED] / max(seen, 1e-4)
    under = light[row, WIDE_GROUND]
    mr, mg, mb = light[row, MIRROR_GROUND], light[row, MIRROR_GROUND + 1], light[row, MIRROR_GROUND + 2]
    if mirror >= 0:
        mr += radiance[mirror, 0] * light[row, MIRROR_LIGHT] + radiance[mirror, 3] * light[row, MIRROR_AGAIN]
        mg += radiance[mirror, 1] * light[row, MIRROR_LIGHT + 1] + radiance[mirror, 4] * light[row, MIRROR_AGAIN + 1]
        mb += radiance[mirror, 2] * light[row, MIRROR_LIGHT + 2] + radiance[mirror, 5] * light[row, MIRROR_AGAIN + 2]
    wr, wg, wb = under * floor[0] + r * blocked, under * floor[1] + g * blocked, under * floor[2] + b * blocked
    return (r, g, b), (mr, mg, mb, wr, wg, wb)


@kernel
def light_rows(
    fragment: Ints,
    geometry: Floats,
    light: Floats,
    bounce: Floats,
    mirror: Shorts,
    values: tuple[Floats, Ints, Floats],
    slots: tuple[Doubles, Doubles, Doubles],
    sky: SkyPictures,
    table: Floats,
    kind: tuple[int, float, bool, float],
    absorbed: Doubles,
    out: tuple[Floats, Floats],
) -> None:
    """Fill colour and transmittance of each `fragment`."""
    fr, fg, fb = look_up(sky[2], 0.0, 1.0, 0.0)
    floor = (fr * GROUND_ALBEDO, fg * GROUND_ALBEDO, fb * GROUND_ALBEDO)
    for row in range(len(fragment)):
        color, through = shade_one(
            geometry, light, bounce, mirror[row], values, row, slots, sky, table, kind, absorbed, floor
        )
        alpha = pick(values, row, BASE + 3)
        if kind[0] == 0:
            alpha = 1.0
        elif kind[0] == 1:
            alpha = min(max((alpha - kind[1]) / MASK_SOFTNESS + 0.5, 0.0), 1.0)
        f = fragment[row]
        for axis in range(3):
            out[0][f, axis] = color[axis] * alpha
            out[1][f, axis] = through[axis] * alpha + 1.0 - alpha


@melt
def shade_one(
    geometry: Floats,
    light: Floats,
    bounce: Floats,
    mirror: int,
    values: tuple[Floats, Ints, Floats],
    row: int,
    slots: tuple[Doubles, Doubles, Doubles],
    sky: SkyPictures,
    table: Floats,
    kind: tuple[int, float, bool, float],
    absorbed: Doubles,
    floor: Color,
) -> tuple[Color, Color]:
    """Radiance and transmittance of one fragment, alpha apart."""
    base = (pick(values, row, BASE), pick(values, row, BASE + 1), pick(values, row, BASE + 2))
    if kind[2]:
        return base, (0.0, 0.0, 0.0)
    view = (geometry[row, VIEW], geometry[row, VIEW + 1], geometry[row, VIEW + 2])
    normal = bumped(geometry, values, row, BUMP, view)
    bounced, around = surroundings(light, bounce, row, mirror, slots, floor)
    diffuse_light = arriving(geometry, light, row, bounced, normal, sky, values[1][BUMP] >= 0)
    color, through = base_layer(
        base, geometry, light, values, row, normal, view, around, diffuse_light, sky, table, kind, absorbed
    )
    color, through = under_sheen(color, through, values, row, normal, view, diffuse_light, table)
    emissive = (pick(values, row, EMISSIVE), pick(values, row, EMISSIVE + 1), pick(values, row, EMISSIVE + 2))
    color = (color[0] + emissive[0], color[1] + emissive[1], color[2] + emissive[2])
    if pick(values, row, COAT) > 0.0:
        color, through = under_coat(color, through, geometry, light, values, row, view, around, sky, table)
    return color, through


@melt
def arriving(
    geometry: Floats, light: Floats, row: int, bounced: Color, normal: Vector, sky: SkyPictures, is_bumped: bool
) -> Color:
    """Irradiance / π; where a normal map bends the surface, the sky's share changes as under an open sky."""
    r, g, b = light[row, SKY], light[row, SKY + 1], light[row, SKY + 2]
    if is_bumped:
        before = look_up(sky[2], geometry[row, NORMAL], geometry[row, NORMAL + 1], geometry[row, NORMAL + 2])
        after = look_up(sky[2], normal[0], normal[1], normal[2])
        r *= min(after[0] / max(before[0], 1e-6), 4.0)
        g *= min(after[1] / max(before[1], 1e-6), 4.0)
        b *= min(after[2] / max(before[2], 1e-6), 4.0)
    return (
        r + light[row, GROUND] + bounced[0],
        g + light[row, GROUND + 1] + bounced[1],
        b + light[row, GROUND + 2] + bounced[2],
    )


@melt
def base_layer(
    base: Color,
    geometry: Floats,
    light: Floats,
    values: tuple[Floats, Ints, Floats],
    row: int,
    normal: Vector,
    view: Vector,
    around: Surroundings,
    diffuse_light: Color,
    sky: SkyPictures,
    table: Floats,
    kind: tuple[int, float, bool, float],
    absorbed: Doubles,
) -> tuple[Color, Color]:
    """Metal, and dielectric over diffuse or clear."""
    metallic = min(max(pick(values, row, METALLIC), 0.0), 1.0)
    roughness = min(max(pick(values, row, ROUGHNESS), 0.0), 1.0)
    scale, bias, _ = look_up_albedo(table, roughness, dot(normal, view))
    shine = reflection(sky, around, geometry, light, values, row, normal, view, roughness, BUMP_SPREAD)
    lost = 1.0 / max(scale + bias, 1e-3) - 1.0
    specular, transmission = pick(values, row, SPECULAR), pick(values, row, TRANSMISSION)
    f0 = ((kind[3] - 1.0) / (kind[3] + 1.0)) ** 2
    tr = dielectric_albedo(f0 * pick(values, row, SPECULAR_COLOR), specular, scale, bias, lost)
    tg = dielectric_albedo(f0 * pick(values, row, SPECULAR_COLOR + 1), specular, scale, bias, lost)
    tb = dielectric_albedo(f0 * pick(values, row, SPECULAR_COLOR + 2), specular, scale, bias, lost)
    inside = (1.0 - metallic) * (1.0 - min(max(tr, tg, tb), 1.0))
    opaque, clear = inside * (1.0 - transmission), inside * transmission
    return (
        shine[0] * mixed_albedo(base[0], tr, metallic, scale, bias, lost) + opaque * base[0] * diffuse_light[0],
        shine[1] * mixed_albedo(base[1], tg, metallic, scale, bias, lost) + opaque * base[1] * diffuse_light[1],
        shine[2] * mixed_albedo(base[2], tb, metallic, scale, bias, lost) + opaque * base[2] * diffuse_light[2],
    ), passed(clear, base, absorbed, pick(values, row, THICKNESS))


@inline
def passed(clear: float, base: Color, absorbed: Doubles, thick: float) -> Color:
    """What `clear` of the light behind passes through a pane, by Beer's law."""
    if clear <= 0.0:
        return 0.0, 0.0, 0.0
    return (
        clear * base[0] * math.exp(-absorbed[0] * thick),
        clear * base[1] * math.exp(-absorbed[1] * thick),
        clear * base[2] * math.exp(-absorbed[2] * thick),
    )


@inline
def dielectric_albedo(f0: float, specular: float, scale: float, bias: float, lost: float) -> float:
    """What a dielectric reflects off its surface, light between facets included."""
    reflectance = min(f0, 1.0) * specular
    return (reflectance * scale + specular * bias) * (1.0 + reflectance * lost)


@inline
def mixed_albedo(base: float, dielectric: float, metallic: float, scale: float, bias: float, lost: float) -> float:
    """The same for a mixture with a metal of colour `base`."""
    metal = (base * scale + bias) * (1.0 + base * lost)
    return metallic * metal + (1.0 - metallic) * dielectric


@melt
def under_sheen(
    color: Color, through: Color, values: tuple[Floats, Ints, Floats], row: int, normal: Vector, view: Vector,
    light: Color, table: Floats,
) -> tuple[Color, Color]:  # fmt: skip
    """Fibres on top, which take what they send back from what is below."""
    sheen = (pick(values, row, SHEEN), pick(values, row, SHEEN + 1), pick(values, row, SHEEN + 2))
    most = max(sheen[0], sheen[1], sheen[2])
    if most <= 0.0:
        return color, through
    _, _, albedo = look_up_albedo(table, pick(values, row, SHEEN_ROUGHNESS), dot(normal, view))
    keep = 1.0 - most * albedo
    return (
        color[0] * keep + sheen[0] * albedo * light[0],
        color[1] * keep + sheen[1] * albedo * light[1],
        color[2] * keep + sheen[2] * albedo * light[2],
    ), (through[0] * keep, through[1] * keep, through[2] * keep)


@melt
def under_coat(
    color: Color, through: Color, geometry: Floats, light: Floats, values: tuple[Floats, Ints, Floats], row: int,
    view: Vector, around: Surroundings, sky: SkyPictures, table: Floats,
) -> tuple[Color, Color]:  # fmt: skip
    """Lacquer on top: its own gloss, and what it reflects is missing below."""
    normal = bumped(geometry, values, row, COAT_BUMP, view)
    roughness = min(max(pick(values, row, COAT_ROUGHNESS), 0.0), 1.0)
    scale, bias, _ = look_up_albedo(table, roughness, dot(normal, view))
    share = min(pick(values, row, COAT) * (COAT_F0 * scale + bias), 1.0)
    shine = reflection(sky, around, geometry, light, values, row, normal, view, roughness, COAT_SPREAD)
    keep = 1.0 - share
    return (
        color[0] * keep + shine[0] * share,
        color[1] * keep + shine[1] * share,
        color[2] * keep + shine[2] * share,
    ), (through[0] * keep, through[1] * keep, through[2] * keep)
