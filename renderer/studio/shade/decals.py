"""Artwork on zones: laid over the material below it, fragment by fragment, so that a new name is a shade."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.jit import kernel
from renderer.studio.bake import Bake
from renderer.studio.bake.storage import NORMAL, TANGENT
from renderer.studio.scene import Decal
from renderer.studio.shade.materials import COLUMNS, NORMALS, SPREADS, WIDTH, Material, read_material
from renderer.studio.shade.near_ink import near_ink
from renderer.studio.shade.surface import Coordinates, Ints, Mask, Rows, Table, Values, evaluate, pick

Floats = NDArray[np.float32]
Below = Callable[[Rows], Values]
"""The inputs of one material at some of its rows of the bake."""

BASE = range(COLUMNS["base_color"], COLUMNS["base_color"] + 4)
ALPHA = BASE[3]
OTHERS = tuple(name for name in COLUMNS if name != "base_color")
KEPT = (ALPHA, COLUMNS["transmission"], COLUMNS["thickness"])
"""Columns that stay the surface's own: artwork does not cut holes."""


@dataclass(frozen=True, eq=False)
class Inked:
    """Fragments of one material that artwork covers, and what they are made of now."""

    material: int
    rows: Rows
    """(n,) of the bake, ascending."""
    values: Values


def lay_decals(document: Document, decals: list[Decal], bake: Bake, below: dict[int, Below]) -> list[Inked]:
    """The fragments under `decals`, which are laid lowest layer first over what is `below`, by material number."""
    placed = [
        _place(document, decal, bake, np.flatnonzero(bake.zone == bake.zones.index(decal.zone)))
        for decal in decals
        if decal.zone in bake.zones
    ]
    covered = _together([each.rows for each in placed], len(bake.zone))
    inked = [
        Inked(number, rows, _mixable(inputs(rows), placed))
        for number, inputs in sorted(below.items())
        if len(rows := covered[(covered >= bake.rows(number).start) & (covered < bake.rows(number).stop)])
    ]
    for each in placed:
        _lay(document, each, bake, inked)
    return inked


def _mixable(values: Values, placed: list["_Placed"]) -> Values:
    """A surface's inputs with all in the table that artworks change: most are the same on both, and everywhere."""
    changed = np.zeros(WIDTH, np.bool_)
    for each in placed:
        changed |= (each.ink.place >= 0) | (each.ink.constant != values.constant)
    return values.apart(changed)


def _together(rows: list[Rows], count: int) -> Rows:
    """Each of the `count` rows that is in any of `rows`, once, ascending."""
    there = np.zeros(count, np.bool_)
    for each in rows:
        there[each] = True
    return np.flatnonzero(there)


@dataclass(frozen=True, eq=False)
class _Placed:
    """Fragments that an artwork has ink on (n,), and what that is made of there."""

    decal: Decal
    material: Material
    rows: Rows
    ink: Values


def _place(document: Document, decal: Decal, bake: Bake, rows: Rows) -> _Placed:
    """Only where there is ink: lettering leaves most of its rectangle as it was, and light is dear."""
    material = read_material(document.json["materials"][decal.material])
    rows = near_ink(document, material, decal, bake, rows)
    at = artwork_coordinates(decal, bake, rows)
    color = evaluate(document, material, at, ("base_color",))
    inked = color.column(ALPHA) > 0
    spots = Coordinates(at.uv[inked], at.spread[inked], at.color[inked])
    return _Placed(decal, material, rows[inked], _beside(color, inked, evaluate(document, material, spots, OTHERS)))


def _beside(color: Values, inked: Mask, others: Values) -> Values:
    """The colour where there is ink, and the other inputs there."""
    place = np.where(
        color.place >= 0, color.place, np.where(others.place >= 0, others.place + color.table.shape[1], -1)
    )
    return Values(others.constant, place.astype(np.int32), np.column_stack([color.table[inked], others.table]))


def _lay(document: Document, placed: _Placed, bake: Bake, inked: list[Inked]) -> None:
    if not len(placed.rows):
        return
    material, ink = placed.material, placed.ink
    # A texture of ones reads as a little more than one: more cover than all would leave less relief than none.
    cover = np.minimum(ink.column(ALPHA), 1)
    if set(NORMALS) & set(material.textures):
        turned_relief(document, placed.decal.zone, bake, placed.rows, ink)
    columns = _mixed_columns(material)
    for each in inked:
        # A material's rows stand together, and all of the artwork's among them are in `each`.
        here = slice(*np.searchsorted(placed.rows, [each.rows[0], each.rows[-1] + 1]))
        spots = np.searchsorted(each.rows, placed.rows[here])
        table = each.values.place, each.values.table
        _blend(table, spots, (ink.constant, ink.place, ink.table[here]), cover[here], columns)


def artwork_coordinates(decal: Decal, bake: Bake, rows: Rows) -> Coordinates:
    """Where fragments are on the artwork, u to the right and v down."""
    (width, height), (x, y) = decal.size_mm, decal.center_mm
    place, footprint = bake.zone_mm[rows], bake.footprint_mm[rows]
    uv = np.stack([(place[:, 0] - x) / width + 0.5, 0.5 - (place[:, 1] - y) / height], axis=1).astype(np.float32)
    spread = np.zeros((len(uv), 4), np.float32)
    spread[:, 0], spread[:, 3] = footprint / width, footprint / height
    return Coordinates(uv, spread, np.ones((len(uv), 4), np.float32))


def _mixed_columns(material: Material) -> NDArray[np.int64]:
    relief = _relief(material)
    return np.array([column for column in range(WIDTH) if column not in KEPT and column not in relief])


@kernel
def _blend(surface: tuple[Ints, Floats], rows: Rows, ink: Table, cover: Floats, columns: Rows) -> None:
    """Mix the artwork's inputs into those of the surface, its places and its table, by the artwork's alpha."""
    place, under = surface
    for i in range(len(rows)):
        for column in columns:
            if place[column] >= 0:
                at = place[column]
                under[rows[i], at] += np.float32((pick(ink, i, column) - under[rows[i], at]) * cover[i])


def _relief(material: Material) -> set[int]:
    """Columns of normals that the artwork does not have: there the surface's own shows."""
    bare = [name for name in NORMALS if name not in material.textures]
    return {COLUMNS[name] + axis for name in bare for axis in range(3)} | {SPREADS[name] for name in bare}


def turned_relief(document: Document, zone: str, bake: Bake, rows: Rows, ink: Values) -> None:
    """Turn the normals in `ink` (n) from the zone's frame (+x right, +y up) into the fragments'."""
    right = zone_right(document, zone)
    geometry = bake.geometry[rows]
    normal, tangent = geometry[:, NORMAL : NORMAL + 3], geometry[:, TANGENT : TANGENT + 3]
    up = np.cross(normal, tangent)
    cosine, sine = tangent @ right, up @ right
    length = np.maximum(np.hypot(cosine, sine), 1e-6)
    cosine, sine = cosine / length, sine / length
    for name in NORMALS:
        first = ink.place[COLUMNS[name]]
        if first >= 0:
            x, y = ink.table[:, first].copy(), ink.table[:, first + 1].copy()
            ink.table[:, first] = x * cosine - y * sine
            ink.table[:, first + 1] = (x * sine + y * cosine) * geometry[:, TANGENT + 3]


def zone_right(document: Document, zone: str) -> Floats:
    """The world direction (3,) of a zone's +x."""
    for number, node in enumerate(document.json.get("nodes", [])):
        if node.get("name") == f"zone:{zone}":
            right = document.world_matrices()[number][:3, 0]
            return np.asarray(right / max(float(np.linalg.norm(right)), 1e-12), np.float32)
    return np.array([1, 0, 0], np.float32)
