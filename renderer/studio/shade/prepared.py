"""A bake laid out for shading: fragments sorted by material, light in one table; kept for the next configuration."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.studio.bake import Bake
from renderer.studio.shade.surface import Coordinates

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

KEPT = 3
"""Prepared bakes that a process holds on to."""

NORMAL, TANGENT, VIEW, SPREAD = 0, 3, 7, 10
"""Columns of `Prepared.geometry`."""
SKY, GROUND, WIDE_SKY, WIDE_GROUND, MIRROR_SKY, MIRROR_GROUND, MIRROR_LIGHT = 0, 3, 6, 7, 8, 9, 12
"""Columns of `Prepared.light`."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """Row i is fragment `order[i]` of the bake."""

    bake: Bake
    order: Ints
    first: Ints
    """(M + 1,) rows of material m are first[m] … first[m + 1] − 1."""
    geometry: Floats
    """(F, 11): normal, tangent, direction to the eye, spread."""
    light: Floats
    """(F, 15): sky, ground, wide, mirror_sky, mirror_ground, mirror_light."""
    bounce: Floats
    """(F, K)"""
    mirror_material: Ints

    def rows(self, material: int) -> slice:
        """The rows of a material."""
        return slice(int(self.first[material]), int(self.first[material + 1]))

    def coordinates(self, rows: slice) -> Coordinates:
        """Where these rows are on their textures."""
        chosen, bake = self.order[rows], self.bake
        footprint = bake.footprint_uv[chosen]
        spread = np.zeros((len(chosen), 8), np.float32)
        spread[:, 0] = spread[:, 5] = footprint[:, 0]
        spread[:, 2] = spread[:, 7] = footprint[:, 1]
        return Coordinates(bake.uv[chosen], spread, bake.color[chosen])


_KEPT: OrderedDict[int, Prepared] = OrderedDict()


def prepare(bake: Bake, materials: int) -> Prepared:
    """`bake` sorted by material number, of which there are `materials`."""
    if id(bake) not in _KEPT:
        _KEPT[id(bake)] = _sorted(bake, materials)
    _KEPT.move_to_end(id(bake))
    while len(_KEPT) > KEPT:
        _KEPT.popitem(last=False)
    return _KEPT[id(bake)]


def _sorted(bake: Bake, materials: int) -> Prepared:
    order = np.argsort(bake.material, kind="stable").astype(np.int32)
    towards = bake.eye - bake.position[order]
    towards /= np.maximum(np.linalg.norm(towards, axis=1, keepdims=True), 1e-12)
    light = [bake.sky, bake.ground, bake.wide, bake.mirror_sky[:, None], bake.mirror_ground, bake.mirror_light]
    return Prepared(
        bake=bake,
        order=order,
        first=np.searchsorted(bake.material[order], np.arange(materials + 1)).astype(np.int32),
        geometry=np.concatenate(
            [bake.normal[order], bake.tangent[order], towards, bake.spread[order][:, None]], axis=1
        ).astype(np.float32),
        light=np.concatenate([array[order] for array in light], axis=1).astype(np.float32),
        bounce=bake.bounce[order].astype(np.float32),
        mirror_material=np.ascontiguousarray(bake.mirror_material[order]),
    )
