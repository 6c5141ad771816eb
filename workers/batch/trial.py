"""In a process of a lane: what a sheet would see, and what its looks cost, found out by doing a little of it."""

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from renderer.assemble.assemble import assemble
from renderer.studio.bake.key import bake_key
from renderer.studio.scene import geometry_of
from workers.batch.bench import open_table, prepare, written
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight
from workers.batch.work import Chunk, Look
from workers.home import open_home

SKETCHED = 4
"""A sketch has so many times fewer pixels along each edge: a sixteenth of the work, and few parts too small."""


@dataclass(frozen=True)
class Sketch:
    """What a sheet would see, and whether its bake is there."""

    sight: Sight
    is_baked: bool


@dataclass(frozen=True)
class Try:
    """One look, drawn and thrown away."""

    cpu_seconds: float
    lit: int
    """Fragments that were lit for the first time in their swatch."""
    size: int
    """Bytes of its files."""


@dataclass(frozen=True)
class Trial:
    """What looks of one sheet cost."""

    tries: tuple[Try, ...]
    fragments: dict[str, int]
    """Slot → how many are to be lit each time it comes in another swatch."""


def sketched(sheet: Sheet) -> Sketch:
    """The sheet's sight by its bake, or by that of a smaller picture."""
    home = open_home()
    document = assemble(sheet.recipe, home.store, home.bakes)
    folder = home.bakes / "bakes" / bake_key(geometry_of(document), sheet.shot)
    there = sheet.shot.engine != "studio" or folder.exists()
    width, height = (max(16, edge // SKETCHED) for edge in (sheet.shot.width, sheet.shot.height))
    small = replace(sheet, shot=sheet.shot.model_copy(update={"width": width, "height": height}))
    return Sketch(prepare(sheet if there else small)[0], there)


def try_out(chunk: Chunk) -> Trial:
    """Draw the looks of a chunk. The first goes twice, so that nothing is counted that happens once a process."""
    with tempfile.TemporaryDirectory() as folder:
        away = replace(chunk, folder=Path(folder))
        tries = [tried(away, look) for look in (chunk.looks[0], *chunk.looks)][1:]
    return Trial(tuple(tries), fragments(chunk))


def tried(chunk: Chunk, look: Look) -> Try:
    """One look and all its files."""
    before, start = lit(chunk), time.process_time()
    size = sum(made.size for made in written(chunk, look))
    return Try(time.process_time() - start, lit(chunk) - before, size)


def lit(chunk: Chunk) -> int:
    """How many fragments have been lit on the chunk's sheet."""
    return 0 if is_whole(chunk) else open_table(chunk.sheet).bake.lit


def fragments(chunk: Chunk) -> dict[str, int]:
    """Slot → its fragments on the chunk's sheet."""
    if is_whole(chunk):
        return {}
    table = open_table(chunk.sheet)
    counts: dict[str, int] = {}
    for number, name in enumerate(table.names):
        rows = table.bake.bake.rows(number)
        counts[name] = counts.get(name, 0) + rows.stop - rows.start
    return counts


def is_whole(chunk: Chunk) -> bool:
    """Whether looks of the chunk are drawn without layers."""
    return chunk.exact or chunk.sheet.shot.engine != "studio"
