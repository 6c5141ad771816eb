"""One slot in one swatch, lit: how its fragments answer to light from elsewhere."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake.storage import MIRROR_AGAIN, MIRROR_LIGHT
from renderer.studio.shade.light import Lights, Radiance, gloss_of, light_material
from renderer.studio.shade.materials import Material
from renderer.studio.shade.surface import Values

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Lit:
    """What n fragments of one material send to the eye, in the order of their rows."""

    answer: Floats
    """(n, 9): radiance under sky and ground alone 3; for each unit of light that slots bounce onto it 3; for each unit
    of radiance that slots show in its mirror direction 3."""
    through: Floats
    """(n, 3) share of the light behind that passes; (0, 3) where nothing does."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.answer.nbytes + self.through.nbytes


def light_alone(
    lights: Lights, rows: slice | Rows, material: Material, values: Values, gloss: Floats | None = None
) -> Lit:
    """How `rows` of a bake, all of one material, answer to light: found by shading them under three lights.

    Without slots; with a unit of bounced light everywhere; and with a unit of radiance in every mirror. Shading is
    affine in these, so that the differences are the answers, to the last digits of a float. `gloss` is theirs, where
    it is known.
    """
    gloss = gloss_of(lights, rows, material, values) if gloss is None else gloss
    own = probe(lights, rows, material, values, gloss)
    bounced = probe(lights, rows, material, values, gloss, bounced=1.0)
    mirrored = probe(lights, rows, material, values, gloss, mirrored=1.0)
    answer = np.concatenate([own.color, bounced.color - own.color, mirrored.color - own.color], axis=1)
    return Lit(answer, own.through if own.through.any() else own.through[:0])


def probe(
    lights: Lights,
    rows: slice | Rows,
    material: Material,
    values: Values,
    gloss: Floats,
    *,
    bounced: float = 0.0,
    mirrored: float = 0.0,
) -> Radiance:
    """What `rows` send where slots bounce so much light onto each, and show so much in each one's mirror."""
    light = np.array(lights.bake.light[rows])
    light[:, MIRROR_LIGHT : MIRROR_LIGHT + 3], light[:, MIRROR_AGAIN : MIRROR_AGAIN + 3] = 1, 0
    alone = replace(
        lights.bake,
        fragment=np.arange(len(light), dtype=np.int32),
        light=light,
        bounce=np.ones((len(light), 1), np.float16),
    )
    slots = replace(
        lights.bounced,
        weight=np.array([[bounced] * 3]),
        radiance=np.array([[mirrored] * 3 + [0.0] * 3]),
        shown=np.zeros(len(light), np.int32),
    )
    result = Radiance.dark(len(light))
    every = slice(None)
    light_material(replace(lights, bake=alone, bounced=slots), every, material, values, result, gloss)
    return result
