"""Lit slots to radiance: their answers to the light of now, summed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.jit import kernel
from renderer.studio.bake import Bake
from renderer.studio.bake.storage import MIRROR_AGAIN, MIRROR_LIGHT
from renderer.studio.shade.bounces import Bounced
from renderer.studio.shade.halves import floats_of
from renderer.studio.shade.light import BOUNCED, OWN, SHOWN, Lit, Radiance

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Between:
    """What a bake says of light between slots, as numbers that kernels add up quickly."""

    fragment: Ints
    bounce: Floats
    """(F, K)"""
    mirror: Floats
    """(F, 6) share × light where mirror rays hit, and share × radiance that a mirror there would show."""

    @classmethod
    def of(cls, bake: Bake) -> "Between":
        """As `bake` has it."""
        columns = [at + axis for at in (MIRROR_LIGHT, MIRROR_AGAIN) for axis in range(3)]
        return cls(np.array(bake.fragment), floats_of(bake.bounce), floats_of(bake.light[:, columns]))


def add_light(between: Between, rows: slice | Rows, lit: Lit, bounced: Bounced, result: Radiance) -> None:
    """Write what `rows` send under light `bounced` between slots into `result`."""
    add_rows(
        np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows,
        between.fragment,
        lit.answer,
        lit.through,
        (between.bounce, between.mirror, bounced.shown),
        (bounced.weight, bounced.radiance),
        (result.color, result.through),
    )


@kernel
def add_rows(
    rows: Rows,
    fragment: Ints,
    answer: Floats,
    through: Floats,
    between: tuple[Floats, Floats, Ints],
    slots: tuple[Doubles, Doubles],
    out: tuple[Floats, Floats],
) -> None:
    """Fill colour and transmittance of each `fragment` of some `rows`, whose own answers and shares are handed over."""
    bounce, mirror, shown = between
    weight, radiance = slots
    passes = len(through) > 0
    for i in range(len(rows)):
        row = rows[i]
        r = g = b = 0.0
        for k in range(bounce.shape[1]):
            r += weight[k, 0] * bounce[row, k]
            g += weight[k, 1] * bounce[row, k]
            b += weight[k, 2] * bounce[row, k]
        x = y = z = 0.0
        m = shown[row]
        if m >= 0:
            x = radiance[m, 0] * mirror[row, 0] + radiance[m, 3] * mirror[row, 3]
            y = radiance[m, 1] * mirror[row, 1] + radiance[m, 4] * mirror[row, 4]
            z = radiance[m, 2] * mirror[row, 2] + radiance[m, 5] * mirror[row, 5]
        f = fragment[row]
        out[0][f, 0] = answer[i, OWN] + answer[i, BOUNCED] * r + answer[i, SHOWN] * x
        out[0][f, 1] = answer[i, OWN + 1] + answer[i, BOUNCED + 1] * g + answer[i, SHOWN + 1] * y
        out[0][f, 2] = answer[i, OWN + 2] + answer[i, BOUNCED + 2] * b + answer[i, SHOWN + 2] * z
        for axis in range(3):
            out[1][f, axis] = through[i, axis] if passes else np.float32(0.0)
