"""What each fragment of one material is made of: factors times textures times vertex colours."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.jit import inline, kernel
from renderer.room import Room
from renderer.single import ONE, TWO, narrowed
from renderer.studio.bake import Bake
from renderer.studio.shade.materials import COLUMNS, INPUTS, NORMALS, SPREADS, WIDTH, Input, Material, TextureUse
from renderer.studio.shade.pyramids import COLOR, DATA, NORMAL, pyramid_of, sampler_of
from renderer.studio.shade.textures import CLOSE, read_texture, widest

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Table = tuple[Floats, Ints, Floats]
"""`Values` as kernels take them."""
Read = tuple[int, int, str, int]
"""A texture as it is read: its number, UV set, transform and the kind of its pyramid."""

SAMPLED_BYTES = 64 << 20
"""Of textures as named fragments have them: what two open bakes of 1024 × 1024 read."""
_SAMPLED = Room[Floats](SAMPLED_BYTES)


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Where n fragments are on their textures."""

    uv: Floats
    """(n, 2 · sets) TEXCOORD_0 and, where it is another, TEXCOORD_1."""
    spread: Floats
    """(n, 4 · sets): how they change over one pixel to the right (2 · sets) and one down (2 · sets)."""
    color: Floats
    """(n, 4) COLOR_0, linear; (0, 4) where all are white."""
    name: str = ""
    """Of these fragments, where they will be asked for again: what is read for them is then kept a while."""
    part: Rows | None = None
    """Which of the fragments of that name these are; None for all."""


@dataclass(frozen=True, eq=False)
class Values:
    """The inputs of n fragments: column c is `table[:, place[c]]`, or `constant[c]` everywhere where `place[c]` < 0."""

    constant: Floats
    """(WIDTH,) in the order of `INPUTS`, then `SPREADS`."""
    place: Ints
    """(WIDTH,)"""
    table: Floats
    """(n, K)"""

    @property
    def arrays(self) -> Table:
        """All of it, as kernels take it."""
        return self.constant, self.place, self.table

    def part(self, rows: slice) -> "Values":
        """Those of some of the fragments, in the same memory."""
        return Values(self.constant, self.place, self.table[rows])

    def only(self, names: Collection[str]) -> "Values":
        """The same without the columns of all other inputs in the table."""
        numbers = [COLUMNS[entry.name] + axis for entry in INPUTS if entry.name in names for axis in range(entry.width)]
        varying = [number for number in numbers if self.place[number] >= 0]
        place = np.full(WIDTH, -1, np.int32)
        place[varying] = np.arange(len(varying))
        return Values(self.constant, place, np.ascontiguousarray(self.table[:, self.place[varying]]))

    def column(self, number: int) -> Floats:
        """One input of all fragments (n,)."""
        place = self.place[number]
        return self.table[:, place] if place >= 0 else np.full(len(self.table), self.constant[number])

    def full(self) -> "Values":
        """The same with every column in the table, so that single fragments can be changed."""
        return self.apart(np.ones(WIDTH, np.bool_))

    def apart(self, columns: Mask) -> "Values":
        """The same with those of all columns (WIDTH,) in the table, and with the ones that are there."""
        numbers = np.flatnonzero(columns | (self.place >= 0))
        place = np.full(WIDTH, -1, np.int32)
        place[numbers] = np.arange(len(numbers))
        table = np.empty((len(self.table), len(numbers)), np.float32)
        _spread(self.arrays, numbers, table)
        return Values(self.constant, place, table)


@inline
def pick(values: Table, row: int, column: int) -> float:
    """One input of one fragment."""
    constant, place, table = values
    return float(table[row, place[column]] if place[column] >= 0 else constant[column])


@kernel
def _spread(values: Table, columns: Rows, table: Floats) -> None:
    """Fill `table` (n, k) with those columns of every fragment."""
    for row in range(len(table)):
        for number in range(len(columns)):
            table[row, number] = pick(values, row, columns[number])


def coordinates(bake: Bake, rows: slice | Rows, name: str = "") -> Coordinates:
    """Where rows of a bake are on their textures."""
    color = bake.color[rows] if len(bake.color) else bake.color
    return Coordinates(bake.uv[rows], bake.spread_uv[rows].astype(np.float32), color, name)


def evaluate(document: Document, material: Material, at: Coordinates, only: Collection[str] = COLUMNS) -> Values:
    """The inputs of `material` at fragments, textures of those in `only` alone.

    Raises `ModelError` for a texture that cannot be decoded.
    """
    varying = [entry for entry in INPUTS if entry.name in material.textures and entry.name in only]
    tinted = bool((at.color != 1).any())
    if tinted and not any(entry.name == "base_color" for entry in varying):
        varying = [INPUTS[0], *varying]
    place = np.full(WIDTH, -1, np.int32)
    table = np.empty((len(at.uv), sum(entry.width + (entry.name in NORMALS) for entry in varying)), np.float32)
    read = _reader(document, at)
    used = 0
    for entry in varying:
        width = entry.width + (entry.name in NORMALS)
        _fill(table, used, material, entry, read)
        if tinted and entry.name == "base_color":
            table[:, used : used + width] *= at.color
        place[COLUMNS[entry.name] : COLUMNS[entry.name] + entry.width] = np.arange(used, used + entry.width)
        if entry.name in NORMALS:
            place[SPREADS[entry.name]] = used + entry.width
        used += width
    return Values(material.factors.astype(np.float32), place, table)


def _reader(document: Document, at: Coordinates) -> Callable[[TextureUse, int], Floats]:
    """Reads textures at `at`; one that two inputs share (metallic, roughness) is read once."""
    done: dict[Read, Floats] = {}

    def read(use: TextureUse, kind: int) -> Floats:
        key = (use.texture, use.uv_set, use.transform.tobytes().hex(), kind)
        if key not in done:
            done[key] = sample_texture(document, use, at, kind)
        return done[key]

    return read


def _fill(
    table: Floats, column: int, material: Material, entry: Input, read: Callable[[TextureUse, int], Floats]
) -> None:
    """Write one input of all fragments from a `column` on; after a normal map's also how far its normals spread."""
    factor = material.factors[COLUMNS[entry.name] : COLUMNS[entry.name] + entry.width].astype(np.float32)
    use = material.textures.get(entry.name)
    if use is None:
        table[:, column : column + len(factor)] = factor
    elif entry.name in NORMALS:
        put_slopes(read(use, NORMAL), use.scale, (math.cos(use.rotation), math.sin(use.rotation)), table, column)
    else:
        values = read(use, COLOR if entry.srgb else DATA)
        put_channels(values, "rgba".index(entry.channels), factor, table, column)


@kernel
def put_channels(values: Floats, first: int, factor: Floats, table: Floats, column: int) -> None:
    """Channels of `values` (n, 4) from the `first` on, by their factors."""
    for row in range(len(table)):
        for channel in range(len(factor)):
            table[row, column + channel] = values[row, first + channel] * factor[channel]


@kernel
def put_slopes(values: Floats, scale: float, turn: tuple[float, float], table: Floats, column: int) -> None:
    """Tangent-space normals, not yet of unit length, and their spread, from a normal map's values (n, 4).

    A picture that its transform turns has its slopes turned with it.
    """
    by, cosine, sine = narrowed(scale), narrowed(turn[0]), narrowed(turn[1])
    for row in range(len(table)):
        x, y = (values[row, 0] * TWO - ONE) * by, (values[row, 1] * TWO - ONE) * by
        table[row, column], table[row, column + 1] = cosine * x - sine * y, sine * x + cosine * y
        table[row, column + 2] = values[row, 2] * TWO - ONE
        spread = values[row, 3] * by
        table[row, column + 3] = min(spread * spread, ONE)


def sample_texture(document: Document, use: TextureUse, at: Coordinates, kind: int) -> Floats:
    """Linear RGBA (n, 4) of a texture at fragments, filtered over their footprints.

    Of fragments that have a name it is kept: the lacquer's relief is the same under every other paint, and beside ink.
    """
    if not at.name:
        return _sampled(document, use, at, kind)
    shown = document.image_digest(document.texture_image(use.texture))
    name = (at.name, shown, sampler_of(document, use.texture), use.uv_set, use.transform.tobytes(), kind)
    if at.part is None:
        return _SAMPLED.get(name, lambda: _sampled(document, use, at, kind))
    whole = _SAMPLED.find(name)
    if whole is None:
        return _sampled(document, use, at, kind)
    part = whole[at.part]
    part.flags.writeable = False
    return part


def _sampled(document: Document, use: TextureUse, at: Coordinates, kind: int) -> Floats:
    pyramid = pyramid_of(document, use.texture, kind)
    sets = at.uv.shape[1] // 2
    first = 2 * min(use.uv_set, sets - 1)
    spread = at.spread if sets == 1 else at.spread[:, [first, first + 1, 2 * sets + first, 2 * sets + first + 1]]
    spread = np.ascontiguousarray(spread)
    far = not pyramid.halved and widest(pyramid.levels[0], use.transform, spread) > CLOSE
    wrap_s, wrap_t, nearest = sampler_of(document, use.texture)
    result = np.empty((len(at.uv), 4), np.float32)
    read_texture(
        pyramid.whole() if far else pyramid.texels,
        pyramid.levels,
        kind,
        (wrap_s, wrap_t),
        nearest,
        use.transform,
        np.ascontiguousarray(at.uv[:, first : first + 2]),
        spread,
        result,
    )
    result.flags.writeable = False
    return result
