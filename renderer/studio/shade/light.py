"""Light off fragments: the glTF material model under baked light.

Metallic-roughness with the KHR extensions, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation;
layers (coat over sheen over base) are weighed by their directional albedos, so that none of them makes light.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.jit import inline, kernel, melt
from renderer.studio.bake import Bake
from renderer.studio.bake.storage import MIRROR_AGAIN, MIRROR_LIGHT
from renderer.studio.shade.bounces import Bounced
from renderer.studio.shade.brdf import albedo_table
from renderer.studio.shade.film import Film, under_film
from renderer.studio.shade.gloss import (
    AT_F0,
    AT_F90,
    BIAS,
    COAT_LIT,
    COAT_SHARE,
    COAT_SHARP,
    COAT_WIDE,
    FACING,
    FUZZ,
    LIT,
    SCALE,
    SHARP,
    TILT,
    WIDE,
    WIDTH,
    gloss_rows,
)
from renderer.studio.shade.halves import HALVES, Bits, bits_of, half
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.sky import Sky
from renderer.studio.shade.surface import Table, Values, pick

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Color = tuple[float, float, float]
Kind = tuple[int, float, bool, float]
"""Alpha mode, cutoff, whether it is unlit, index of refraction."""
Others = tuple[Bits, Bits, Ints]
"""`Bake.light`, `Bake.bounce` and `Bounced.shown` of fragments."""
Slots = tuple[Doubles, Doubles, Floats]
"""Weight and radiance of `Bounced`, and `HALVES`."""

BASE, METALLIC, EMISSIVE, SHEEN = (COLUMNS[name] for name in ("base_color", "metallic", "emissive", "sheen"))
SPECULAR, SPECULAR_COLOR = COLUMNS["specular"], COLUMNS["specular_color"]
TRANSMISSION, THICKNESS = COLUMNS["transmission"], COLUMNS["thickness"]
IRIDESCENCE, FILM = COLUMNS["iridescence"], COLUMNS["film"]

ALPHA_MODES = {"OPAQUE": 0, "MASK": 1, "BLEND": 2}
MASK_SOFTNESS = 0.15
"""Width in alpha over which a cut-out fades, so that its edge is not jagged."""


LARGEST_HALF = float(np.finfo(np.float16).max)


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


def light_material(
    lights: Lights,
    rows: slice | Rows,
    material: Material,
    values: Values,
    result: Radiance,
    gloss: Floats | None = None,
) -> None:
    """Light `rows` of the bake, all of one material, and write what their fragments send into `result`.

    `gloss` is what `gloss_of` gave for the same rows and values but for their colours, where that was kept.
    """
    bake, bounced = lights.bake, lights.bounced
    absorbed = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    light_rows(
        bake.fragment[rows],
        (bits_of(bake.light[rows]), bits_of(bake.bounce[rows]), bounced.shown[rows]),
        values.arrays,
        (bounced.weight, bounced.radiance, HALVES),
        gloss_of(lights, rows, material, values) if gloss is None else gloss,
        (ALPHA_MODES[material.alpha_mode], material.alpha_cutoff, material.unlit, material.ior),
        material.film,
        absorbed,
        (result.color, result.through),
    )


def gloss_of(lights: Lights, rows: slice | Rows, material: Material, values: Values) -> Floats:
    """(n, WIDTH) what of the light on `rows` no colour changes; see `renderer.studio.shade.gloss`.

    As half floats have it, which is how it is kept: a picture is the same with what was found and with what was kept.
    """
    bake = lights.bake
    gloss = np.zeros((len(values.table), WIDTH), np.float32)
    if not material.unlit:
        gloss_rows(
            bake.geometry[rows],
            bake.light[rows].astype(np.float32),
            bake.bounce[rows].astype(np.float32),
            lights.bounced.inverse_direct,
            values.arrays,
            lights.sky.pictures,
            albedo_table(),
            (math.cos(material.anisotropy_rotation), math.sin(material.anisotropy_rotation)),
            gloss,
        )
    return gloss.clip(-LARGEST_HALF, LARGEST_HALF).astype(np.float16).astype(np.float32)


@kernel
def light_rows(
    fragment: Ints,
    others: Others,
    values: Table,
    slots: Slots,
    gloss: Floats,
    kind: Kind,
    film: Film,
    absorbed: Doubles,
    out: tuple[Floats, Floats],
) -> None:
    """Fill colour and transmittance of each `fragment`."""
    for row in range(len(fragment)):
        color, through = shade_one(others, values, row, slots, gloss, kind, film, absorbed)
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
    others: Others,
    values: Table,
    row: int,
    slots: Slots,
    gloss: Floats,
    kind: Kind,
    film: Film,
    absorbed: Doubles,
) -> tuple[Color, Color]:
    """Radiance and transmittance of one fragment, alpha apart."""
    base = (pick(values, row, BASE), pick(values, row, BASE + 1), pick(values, row, BASE + 2))
    if kind[2]:
        return base, (0.0, 0.0, 0.0)
    bounced, shown = from_slots(others, row, slots)
    diffuse_light = (
        gloss[row, LIT] + gloss[row, TILT] * bounced[0],
        gloss[row, LIT + 1] + gloss[row, TILT] * bounced[1],
        gloss[row, LIT + 2] + gloss[row, TILT] * bounced[2],
    )
    color, through = base_layer(base, values, row, bounced, shown, diffuse_light, gloss, kind, film, absorbed)
    color, through = under_sheen(color, through, values, row, diffuse_light, gloss)
    emissive = (pick(values, row, EMISSIVE), pick(values, row, EMISSIVE + 1), pick(values, row, EMISSIVE + 2))
    color = (color[0] + emissive[0], color[1] + emissive[1], color[2] + emissive[2])
    if gloss[row, COAT_SHARE] > 0.0:
        color, through = under_coat(color, through, row, bounced, shown, gloss)
    return color, through


@melt
def from_slots(others: Others, row: int, slots: Slots) -> tuple[Color, Color]:
    """Light that slots bounce onto a fragment (irradiance / π), and what they show in its mirror direction."""
    light, bounce, mirror = others
    weight, radiance, table = slots
    r = g = b = 0.0
    for k in range(bounce.shape[1]):
        brought = half(table, bounce[row, k])
        r, g, b = r + weight[k, 0] * brought, g + weight[k, 1] * brought, b + weight[k, 2] * brought
    m = mirror[row]
    if m < 0:
        return (r, g, b), (0.0, 0.0, 0.0)
    return (r, g, b), (
        radiance[m, 0] * half(table, light[row, MIRROR_LIGHT]) + radiance[m, 3] * half(table, light[row, MIRROR_AGAIN]),
        radiance[m, 1] * half(table, light[row, MIRROR_LIGHT + 1])
        + radiance[m, 4] * half(table, light[row, MIRROR_AGAIN + 1]),
        radiance[m, 2] * half(table, light[row, MIRROR_LIGHT + 2])
        + radiance[m, 5] * half(table, light[row, MIRROR_AGAIN + 2]),
    )


@melt
def base_layer(
    base: Color,
    values: Table,
    row: int,
    bounced: Color,
    shown: Color,
    diffuse_light: Color,
    gloss: Floats,
    kind: Kind,
    film: Film,
    absorbed: Doubles,
) -> tuple[Color, Color]:
    """Metal, and dielectric over diffuse or clear."""
    metallic = min(max(pick(values, row, METALLIC), 0.0), 1.0)
    specular, transmission = pick(values, row, SPECULAR), pick(values, row, TRANSMISSION)
    outside = ((kind[3] - 1.0) / (kind[3] + 1.0)) ** 2
    lost = 1.0 / max(gloss[row, SCALE] + gloss[row, BIAS], 1e-3) - 1.0
    fr = min(outside * pick(values, row, SPECULAR_COLOR), 1.0)
    fg = min(outside * pick(values, row, SPECULAR_COLOR + 1), 1.0)
    fb = min(outside * pick(values, row, SPECULAR_COLOR + 2), 1.0)
    covered, thickness, facing = pick(values, row, IRIDESCENCE), pick(values, row, FILM), gloss[row, FACING]
    fr, fg, fb = under_film(film, covered, thickness, (fr, fg, fb), facing)
    mr, mg, mb = under_film(film, covered, thickness, base, facing)
    fr, fg, fb = fr * specular, fg * specular, fb * specular
    most = max(fr, fg, fb)
    kept = (most * gloss[row, SCALE] + specular * gloss[row, BIAS]) * (1.0 + most * lost)
    inside = (1.0 - metallic) * (1.0 - min(kept, 1.0))
    opaque, clear = inside * (1.0 - transmission), inside * transmission
    return (
        metallic * reflected(gloss, row, 0, mr, 1.0, lost, bounced[0], shown[0])
        + (1.0 - metallic) * reflected(gloss, row, 0, fr, specular, lost, bounced[0], shown[0])
        + opaque * base[0] * diffuse_light[0],
        metallic * reflected(gloss, row, 1, mg, 1.0, lost, bounced[1], shown[1])
        + (1.0 - metallic) * reflected(gloss, row, 1, fg, specular, lost, bounced[1], shown[1])
        + opaque * base[1] * diffuse_light[1],
        metallic * reflected(gloss, row, 2, mb, 1.0, lost, bounced[2], shown[2])
        + (1.0 - metallic) * reflected(gloss, row, 2, fb, specular, lost, bounced[2], shown[2])
        + opaque * base[2] * diffuse_light[2],
    ), passed(clear, base, absorbed, pick(values, row, THICKNESS))


@inline
def reflected(
    gloss: Floats, row: int, axis: int, f0: float, f90: float, lost: float, bounced: float, shown: float
) -> float:
    """Radiance off the gloss in one channel, light between facets included."""
    others = gloss[row, SHARP] * shown + gloss[row, WIDE] * bounced
    once = f0 * (gloss[row, AT_F0 + axis] + gloss[row, SCALE] * others)
    once += f90 * (gloss[row, AT_F90 + axis] + gloss[row, BIAS] * others)
    return float(once * (1.0 + f0 * lost))


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


@melt
def under_sheen(
    color: Color, through: Color, values: Table, row: int, light: Color, gloss: Floats
) -> tuple[Color, Color]:
    """Fibres on top, which take what they send back from what is below."""
    albedo = gloss[row, FUZZ]
    if albedo <= 0.0:
        return color, through
    sheen = (pick(values, row, SHEEN), pick(values, row, SHEEN + 1), pick(values, row, SHEEN + 2))
    keep = 1.0 - max(sheen[0], sheen[1], sheen[2]) * albedo
    return (
        color[0] * keep + sheen[0] * albedo * light[0],
        color[1] * keep + sheen[1] * albedo * light[1],
        color[2] * keep + sheen[2] * albedo * light[2],
    ), (through[0] * keep, through[1] * keep, through[2] * keep)


@melt
def under_coat(
    color: Color, through: Color, row: int, bounced: Color, shown: Color, gloss: Floats
) -> tuple[Color, Color]:
    """Lacquer on top: its own gloss, and what it reflects is missing below."""
    keep = 1.0 - gloss[row, COAT_SHARE]
    sharp, wide = gloss[row, COAT_SHARP], gloss[row, COAT_WIDE]
    return (
        color[0] * keep + gloss[row, COAT_LIT] + sharp * shown[0] + wide * bounced[0],
        color[1] * keep + gloss[row, COAT_LIT + 1] + sharp * shown[1] + wide * bounced[1],
        color[2] * keep + gloss[row, COAT_LIT + 2] + sharp * shown[2] + wide * bounced[2],
    ), (through[0] * keep, through[1] * keep, through[2] * keep)
