"""Artwork on zones: laid over the material below it, fragment by fragment, so that a new name is a shade."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.jit import kernel
from renderer.studio.bake import Bake
from renderer.studio.bake.storage import TANGENT
from renderer.studio.scene import Decal
from renderer.studio.shade.halves import floats_of
from renderer.studio.shade.materials import COLUMNS, NORMALS, SPREADS, WIDTH, Material, read_material
from renderer.studio.shade.near_ink import near_ink
from renderer.studio.shade.normals import surface_normal, tangent_at
from renderer.studio.shade.surface import Coordinates, Ints, Rows, Table, Values, evaluate, pick
from renderer.studio.vectors import Vector, cross, dot

Floats = NDArray[np.float32]
Pair = tuple[float, float]
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
    inked = np.flatnonzero(color.column(ALPHA) > 0)
    spots = replace(at, uv=at.uv.take(inked, axis=0), spread=at.spread.take(inked, axis=0))
    return _Placed(decal, material, rows[inked], _beside(color, inked, evaluate(document, material, spots, OTHERS)))


def _beside(color: Values, inked: Rows, others: Values) -> Values:
    """The colour where there is ink, and the other inputs there."""
    place = np.where(
        color.place >= 0, color.place, np.where(others.place >= 0, others.place + color.table.shape[1], -1)
    )
    return Values(
        others.constant, place.astype(np.int32), np.column_stack([color.table.take(inked, axis=0), others.table])
    )


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
        spots = _places(placed.rows[here], each.rows)
        place, table = each.values.place, each.values.table
        _blend(
            table, spots, (ink.constant, ink.place, ink.table[here]), cover[here], place, columns[place[columns] >= 0]
        )


def _places(some: Rows, rows: Rows) -> Rows:
    """Where `some` are among `rows`, both ascending."""
    return np.arange(len(rows)) if len(some) == len(rows) else np.searchsorted(rows, some)


def artwork_coordinates(decal: Decal, bake: Bake, rows: Rows) -> Coordinates:
    """Where fragments are on the artwork, u to the right and v down."""
    uv, spread = np.empty((len(rows), 2), np.float32), np.empty((len(rows), 4), np.float32)
    footprint = floats_of(bake.footprint_mm[:, None], rows)[:, 0]
    _lay_on_artwork(bake.zone_mm, footprint, rows, (decal.size_mm, decal.center_mm), uv, spread)
    return Coordinates(uv, spread, np.empty((0, 4), np.float32))


@kernel
def _lay_on_artwork(
    zone_mm: Floats, footprint: Floats, rows: Rows, rectangle: tuple[Pair, Pair], uv: Floats, spread: Floats
) -> None:
    (width, height), (x, y) = rectangle
    for i in range(len(rows)):
        uv[i, 0] = (zone_mm[rows[i], 0] - x) / width + 0.5
        uv[i, 1] = 0.5 - (zone_mm[rows[i], 1] - y) / height
        spread[i, 0], spread[i, 1] = footprint[i] / width, 0.0
        spread[i, 2], spread[i, 3] = 0.0, footprint[i] / height


def _mixed_columns(material: Material) -> NDArray[np.int64]:
    relief = _relief(material)
    return np.array([column for column in range(WIDTH) if column not in KEPT and column not in relief])


@kernel
def _blend(under: Floats, rows: Rows, ink: Table, cover: Floats, place: Ints, columns: Rows) -> None:
    """Mix `columns` of the artwork's inputs into the table of the surface's, by the artwork's alpha."""
    for i in range(len(rows)):
        for column in columns:
            at = place[column]
            under[rows[i], at] += np.float32((pick(ink, i, column) - under[rows[i], at]) * cover[i])


def _relief(material: Material) -> set[int]:
    """Columns of normals that the artwork does not have: there the surface's own shows."""
    bare = [name for name in NORMALS if name not in material.textures]
    return {COLUMNS[name] + axis for name in bare for axis in range(3)} | {SPREADS[name] for name in bare}


def turned_relief(document: Document, zone: str, bake: Bake, rows: Rows, ink: Values) -> None:
    """Turn the normals in `ink` (n) from the zone's frame (+x right, +y up) into the fragments'."""
    x, y, z = zone_right(document, zone).tolist()
    for name in NORMALS:
        first = int(ink.place[COLUMNS[name]])
        if first >= 0:
            _turn(bake.geometry, rows, (x, y, z), ink.table, first)


@kernel
def _turn(geometry: Floats, rows: Rows, right: Vector, table: Floats, first: int) -> None:
    """Turn slopes, a column and the next, from the frame whose +x is `right` into the tangents' of each fragment."""
    for i in range(len(rows)):
        normal = surface_normal(geometry, rows[i])
        tangent = tangent_at(geometry, rows[i])
        cosine, sine = dot(tangent, right), dot(cross(normal, tangent), right)
        length = 1.0 / max(math.sqrt(cosine * cosine + sine * sine), 1e-6)
        x, y = table[i, first], table[i, first + 1]
        table[i, first] = (x * cosine - y * sine) * length
        table[i, first + 1] = (x * sine + y * cosine) * length * geometry[rows[i], TANGENT + 3]


def zone_right(document: Document, zone: str) -> Floats:
    """The world direction (3,) of a zone's +x."""
    for number, node in enumerate(document.json.get("nodes", [])):
        if node.get("name") == f"zone:{zone}":
            right = document.world_matrices()[number][:3, 0]
            return np.asarray(right / max(float(np.linalg.norm(right)), 1e-12), np.float32)
    return np.array([1, 0, 0], np.float32)
