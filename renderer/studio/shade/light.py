"""Light off fragments: the glTF material model under baked light.

Metallic-roughness with the KHR extensions, https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation;
layers (coat over sheen over base) are weighed by their directional albedos, so that none of them makes light.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.color import LUMINANCE
from renderer.jit import inline, kernel, melt
from renderer.studio.bake import Bake
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
    FUZZ_LIT,
    FUZZ_WIDE,
    LIT,
    SCALE,
    SHARP,
    TILT,
    WIDE,
    WIDTH,
    gloss_rows,
)
from renderer.studio.shade.halves import Bits, floats_of, half, halves_of
from renderer.studio.shade.lobe import aims_for_taps
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.sky import Sky
from renderer.studio.shade.surface import Table, Values, pick

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Color = tuple[float, float, float]
Kind = tuple[int, float, bool, float]
"""Alpha mode, cutoff, whether it is unlit, F0 of its dielectric."""

OWN, BOUNCED, SHOWN = 0, 3, 6
"""Columns of `Lit.answer`."""
BLACK = (0.0, 0.0, 0.0)
BASE, METALLIC, EMISSIVE, SHEEN = (COLUMNS[name] for name in ("base_color", "metallic", "emissive", "sheen"))
SPECULAR, SPECULAR_COLOR = COLUMNS["specular"], COLUMNS["specular_color"]
TRANSMISSION, THICKNESS = COLUMNS["transmission"], COLUMNS["thickness"]
IRIDESCENCE, FILM = COLUMNS["iridescence"], COLUMNS["film"]

LIT_BY = (
    "base_color", "metallic", "emissive", "sheen", "specular", "specular_color", "transmission", "thickness",
    "iridescence", "film",
)  # fmt: skip
"""Inputs that are read here; all others are in the gloss."""
ALPHA_MODES = {"OPAQUE": 0, "MASK": 1, "BLEND": 2}
TOGETHER = 8192
"""Fragments whose gloss is found at once: all that is read for them stays in a processor's cache."""
MASK_SOFTNESS = 0.15
"""Width in alpha over which a cut-out fades, so that its edge is not jagged."""


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

    def copy(self) -> "Radiance":
        """The same, to be written into."""
        return Radiance(self.color.copy(), self.through.copy())


@dataclass(frozen=True, eq=False)
class Lights:
    """The light of a picture that no configuration changes: baked, and from the sky itself."""

    bake: Bake
    sky: Sky


@dataclass(frozen=True, eq=False)
class Lit:
    """What n fragments of one material send to the eye, in the order of their rows.

    Shading is affine in the light that other slots send: of that it holds what one unit brings.
    """

    answer: Floats
    """(n, 9): radiance under sky and ground alone 3; for each unit of light that slots bounce onto it 3; for each unit
    of radiance that slots show in its mirror direction 3. See `OWN` … `SHOWN`."""
    through: Floats
    """(n, 3) share of the light behind that passes; (0, 3) where nothing does."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.answer.nbytes + self.through.nbytes

    def only(self, rows: Rows) -> "Lit":
        """Those of some of the fragments."""
        return Lit(self.answer[rows], self.through[rows] if len(self.through) else self.through)


def light_material(material: Material, values: Values, gloss: Bits) -> Lit:
    """How fragments of one material answer to light, by their inputs and their gloss, see `gloss_of`."""
    absorbed = -np.log(np.maximum(material.attenuation_color, 1e-4)) / material.attenuation_distance
    passes = ALPHA_MODES[material.alpha_mode] > 0 or material.factors[TRANSMISSION] > 0
    count = len(values.table)
    lit = Lit(np.empty((count, 9), np.float32), np.empty((count if passes else 0, 3), np.float32))
    light_rows(
        values.arrays,
        gloss,
        (ALPHA_MODES[material.alpha_mode], material.alpha_cutoff, material.unlit, material.f0),
        material.film,
        absorbed,
        (lit.answer, lit.through),
    )
    return lit


def gloss_of(lights: Lights, rows: slice | Rows, material: Material, values: Values) -> Bits:
    """(n, WIDTH) what of the light on `rows` no colour changes, see `renderer.studio.shade.gloss`; bits of halves."""
    count = len(values.table)
    gloss = np.zeros((count, WIDTH), np.uint16)
    if material.unlit:
        return gloss
    numbers = np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
    for first in range(0, count, TOGETHER):
        some = slice(first, min(first + TOGETHER, count))
        gloss[some] = _gloss_of(lights, numbers[some], material, values.part(some))
    return gloss


def _gloss_of(lights: Lights, rows: Rows, material: Material, values: Values) -> Bits:
    bake = lights.bake
    gloss = np.zeros((len(rows), WIDTH), np.float32)
    gloss_rows(
        bake.geometry.take(rows, axis=0),
        floats_of(bake.light, rows),
        floats_of(bake.bounce, rows),
        1 / np.maximum(bake.direct @ LUMINANCE, 1e-6),
        values.arrays,
        lights.sky.pictures,
        albedo_table(),
        (math.cos(material.anisotropy_rotation), math.sin(material.anisotropy_rotation)),
        aims_for_taps(),
        gloss,
    )
    return halves_of(gloss)


@kernel
def light_rows(
    values: Table, gloss: Bits, kind: Kind, film: Film, absorbed: Doubles, out: tuple[Floats, Floats]
) -> None:
    """Fill answers and transmittance of all rows."""
    answer, passed = out
    for row in range(len(answer)):
        own, bounced, shown, through = shade_one(values, row, gloss, kind, film, absorbed)
        alpha = cover(kind, pick(values, row, BASE + 3))
        for axis in range(3):
            answer[row, OWN + axis] = own[axis] * alpha
            answer[row, BOUNCED + axis] = bounced[axis] * alpha
            answer[row, SHOWN + axis] = shown[axis] * alpha
        if len(passed) > 0:
            for axis in range(3):
                passed[row, axis] = through[axis] * alpha + 1.0 - alpha


@inline
def cover(kind: Kind, alpha: float) -> float:
    """How much of a fragment is there, by glTF's alpha mode."""
    if kind[0] == 0:
        return 1.0
    if kind[0] == 1:
        # No further than to the nearer end: alpha 0 is cut and 1 is whole, whatever the cutoff.
        soft = min(MASK_SOFTNESS, 2.0 * kind[1], 2.0 - 2.0 * kind[1])
        if soft <= 0.0:
            return 1.0 if alpha >= kind[1] else 0.0
        return min(max((alpha - kind[1]) / soft + 0.5, 0.0), 1.0)
    return alpha


@inline
def glow(gloss: Bits, row: int, column: int) -> float:
    """One number of a fragment's gloss."""
    return half(gloss[row, column])


@melt
def shade_one(
    values: Table, row: int, gloss: Bits, kind: Kind, film: Film, absorbed: Doubles
) -> tuple[Color, Color, Color, Color]:
    """One fragment, alpha apart: the three colours of `Lit.answer`, and transmittance."""
    base = (pick(values, row, BASE), pick(values, row, BASE + 1), pick(values, row, BASE + 2))
    if kind[2]:
        return base, BLACK, BLACK, BLACK
    own, bounced, shown, through = base_layer(base, values, row, gloss, kind, film, absorbed)
    fuzz = glow(gloss, row, FUZZ)
    if fuzz > 0.0:
        # Fibres on top, which take what they send back from what is below.
        sheen = (
            pick(values, row, SHEEN) * fuzz,
            pick(values, row, SHEEN + 1) * fuzz,
            pick(values, row, SHEEN + 2) * fuzz,
        )
        keep = 1.0 - max(sheen[0], sheen[1], sheen[2])
        lit = (glow(gloss, row, FUZZ_LIT), glow(gloss, row, FUZZ_LIT + 1), glow(gloss, row, FUZZ_LIT + 2))
        own = over(own, keep, (sheen[0] * lit[0], sheen[1] * lit[1], sheen[2] * lit[2]))
        wide = glow(gloss, row, FUZZ_WIDE)
        bounced = over(bounced, keep, (sheen[0] * wide, sheen[1] * wide, sheen[2] * wide))
        shown, through = over(shown, keep, BLACK), over(through, keep, BLACK)
    own = over(
        own, 1.0, (pick(values, row, EMISSIVE), pick(values, row, EMISSIVE + 1), pick(values, row, EMISSIVE + 2))
    )
    coat = glow(gloss, row, COAT_SHARE)
    if coat > 0.0:
        # Lacquer on top: its own gloss, and what it reflects is missing below.
        lacquer = (glow(gloss, row, COAT_LIT), glow(gloss, row, COAT_LIT + 1), glow(gloss, row, COAT_LIT + 2))
        sharp, wide = glow(gloss, row, COAT_SHARP), glow(gloss, row, COAT_WIDE)
        own, through = over(own, 1.0 - coat, lacquer), over(through, 1.0 - coat, BLACK)
        bounced = over(bounced, 1.0 - coat, (wide, wide, wide))
        shown = over(shown, 1.0 - coat, (sharp, sharp, sharp))
    return own, bounced, shown, through


@inline
def over(below: Color, keep: float, top: Color) -> Color:
    """What is left of a layer, and the one on top of it."""
    return below[0] * keep + top[0], below[1] * keep + top[1], below[2] * keep + top[2]


@melt
def base_layer(
    base: Color, values: Table, row: int, gloss: Bits, kind: Kind, film: Film, absorbed: Doubles
) -> tuple[Color, Color, Color, Color]:
    """Metal, and dielectric over diffuse or clear: the three colours of `Lit.answer`, and transmittance."""
    metallic = min(max(pick(values, row, METALLIC), 0.0), 1.0)
    specular, transmission = pick(values, row, SPECULAR), pick(values, row, TRANSMISSION)
    scale, bias = glow(gloss, row, SCALE), glow(gloss, row, BIAS)
    lost = 1.0 / max(scale + bias, 1e-3) - 1.0
    fr = min(kind[3] * pick(values, row, SPECULAR_COLOR), 1.0)
    fg = min(kind[3] * pick(values, row, SPECULAR_COLOR + 1), 1.0)
    fb = min(kind[3] * pick(values, row, SPECULAR_COLOR + 2), 1.0)
    covered, thickness, facing = pick(values, row, IRIDESCENCE), pick(values, row, FILM), glow(gloss, row, FACING)
    fr, fg, fb = under_film(film, covered, thickness, (fr, fg, fb), facing)
    mr, mg, mb = under_film(film, covered, thickness, base, facing)
    fr, fg, fb = fr * specular, fg * specular, fb * specular
    most = max(fr, fg, fb)
    kept = (most * scale + specular * bias) * (1.0 + most * lost)
    inside = (1.0 - metallic) * (1.0 - min(kept, 1.0))
    opaque, clear = inside * (1.0 - transmission), inside * transmission
    ar, br = reflected(gloss, row, 0, (metallic, mr, fr), specular, (scale, bias, lost))
    ag, bg = reflected(gloss, row, 1, (metallic, mg, fg), specular, (scale, bias, lost))
    ab, bb = reflected(gloss, row, 2, (metallic, mb, fb), specular, (scale, bias, lost))
    r, g, b = opaque * base[0], opaque * base[1], opaque * base[2]
    sharp, wide, tilt = glow(gloss, row, SHARP), glow(gloss, row, WIDE), glow(gloss, row, TILT)
    return (
        (ar + r * glow(gloss, row, LIT), ag + g * glow(gloss, row, LIT + 1), ab + b * glow(gloss, row, LIT + 2)),
        (br * wide + r * tilt, bg * wide + g * tilt, bb * wide + b * tilt),
        (br * sharp, bg * sharp, bb * sharp),
        passed(clear, base, absorbed, pick(values, row, THICKNESS)),
    )


@inline
def reflected(gloss: Bits, row: int, axis: int, f0: Color, specular: float, lobe: Color) -> tuple[float, float]:
    """What the gloss sends to the eye in one channel, light between facets included.

    Radiance from sky and ground, and the share of what other slots show. `f0` are metallic and F0 of metal and
    dielectric, `lobe` scale, bias and what facets lose.
    """
    metallic, metal, other = f0
    scale, bias, lost = lobe
    by_f0 = metallic * metal * (1.0 + metal * lost) + (1.0 - metallic) * other * (1.0 + other * lost)
    by_f90 = metallic * (1.0 + metal * lost) + (1.0 - metallic) * specular * (1.0 + other * lost)
    own = by_f0 * glow(gloss, row, AT_F0 + axis) + by_f90 * glow(gloss, row, AT_F90 + axis)
    return own, by_f0 * scale + by_f90 * bias


@inline
def passed(clear: float, base: Color, absorbed: Doubles, thick: float) -> Color:
    """What `clear` of the light behind passes through a pane, by Beer's law."""
    if clear <= 0.0:
        return BLACK
    return (
        clear * base[0] * math.exp(-absorbed[0] * thick),
        clear * base[1] * math.exp(-absorbed[1] * thick),
        clear * base[2] * math.exp(-absorbed[2] * thick),
    )
