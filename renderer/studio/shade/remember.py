"""What of a slot no colour changes, its inputs and its gloss: kept from picture to picture of a bake, and on disk."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.kept import kept
from renderer.room import Room
from renderer.studio.bake import Bake
from renderer.studio.shade.gloss import WIDTH as GLOSS
from renderer.studio.shade.light import LIT_BY, Lights, gloss_of
from renderer.studio.shade.materials import COLUMNS, Material
from renderer.studio.shade.materials import WIDTH as INPUTS
from renderer.studio.shade.surface import Values, coordinates, evaluate
from renderer.studio.shade.uncoloured import uncoloured

Bits = NDArray[np.uint16]

KEPT_BYTES = 400 << 20
"""Three or four open bakes of 1024 × 1024; slots that were drawn longest ago are lit again when they come back."""
BASE = slice(COLUMNS["base_color"], COLUMNS["base_color"] + 4)


@dataclass(frozen=True, eq=False)
class Slot:
    """The fragments of one material before they are coloured."""

    values: Values
    """Those of their inputs that light reads, with a base colour factor of 1."""
    gloss: Bits
    """(n, WIDTH) of `renderer.studio.shade.gloss`, bits of halves."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.values.table.nbytes + self.gloss.nbytes

    def to_bytes(self) -> bytes:
        """All of it, little-endian: gloss, then table, constants and places of the values."""
        values = self.values
        floats = (each.astype("<f4", copy=False).tobytes() for each in (values.table, values.constant))
        return b"".join([self.gloss.astype("<u2", copy=False).tobytes(), *floats, values.place.astype("<i4").tobytes()])

    @classmethod
    def from_bytes(cls, data: bytes, count: int) -> "Slot":
        """What `to_bytes` made of a slot of `count` fragments."""
        buffer, shared = memoryview(bytearray(data)), 4 * INPUTS
        table, constants, places = 2 * GLOSS * count, len(data) - 2 * shared, len(data) - shared
        place = np.frombuffer(buffer[places:], "<i4")
        read = np.frombuffer(buffer[table:constants], "<f4").reshape(count, int(place.max()) + 1)
        values = Values(np.frombuffer(buffer[constants:places], "<f4"), place, read)
        return cls(values, np.frombuffer(buffer[:table], "<u2").reshape(count, GLOSS))


_ROOM = Room[Slot](KEPT_BYTES)


def slot_of(lights: Lights, document: Document, number: int, material: Material, owner: str = "") -> Slot:
    """Material `number` of `document`, uncoloured: as it was found for an earlier picture of `owner`, or found now."""
    if not lights.bake.name:
        return _make(lights, document, number, material, None)
    name = (lights.bake.name, number, owner, uncoloured(document, number, material))
    return _ROOM.get(name, partial(_make, lights, document, number, material, name))


def _make(
    lights: Lights, document: Document, number: int, material: Material, name: tuple[str, int, str, str] | None
) -> Slot:
    factors = material.factors.copy()
    factors[BASE] = 1
    plain = replace(material, factors=factors)
    rows = lights.bake.rows(number)

    def find() -> Slot:
        at = coordinates(lights.bake, rows, name_of(lights.bake, number, name[2]) if name else "")
        values = evaluate(document, plain, at)
        return Slot(values.only(LIT_BY), gloss_of(lights, rows, plain, values))

    if name is None:
        return find()
    return Slot.from_bytes(kept("gloss", name, __file__, lambda: find().to_bytes()), rows.stop - rows.start)


def name_of(bake: Bake, number: int, owner: str) -> str:
    """What the fragments of material `number` are called where textures are kept as `owner` has them."""
    return f"{bake.name} {number} {owner}" if bake.name else ""


def coloured(values: Values, material: Material) -> Values:
    """`values` of a base colour factor of 1 with the material's own."""
    factor = material.factors[BASE].astype(np.float32)
    constant = values.constant.copy()
    constant[BASE] = factor
    first = int(values.place[BASE.start])
    if first < 0 or (factor == 1).all():
        return Values(constant, values.place, values.table)
    table = values.table.copy()
    table[:, first : first + 4] *= factor
    return Values(constant, values.place, table)
