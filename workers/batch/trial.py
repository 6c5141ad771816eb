"""In a process of a lane: what a sheet would see, and what its looks cost, found out by doing a little of it."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from renderer.assemble.assemble import assemble
from renderer.digest import digest_value
from renderer.recipe import SlotMaterial
from renderer.studio.bake.key import bake_key
from renderer.studio.known_scenes import geometry_of
from workers.batch.bench import open_table, prepare, written
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight
from workers.batch.work import Chunk, Look
from workers.home import open_home

SKETCHED = 4
"""A sketch has so many times fewer pixels along each edge: a sixteenth of the work, and few parts too small."""


@dataclass(frozen=True)
class Try:
    """One look, drawn and thrown away."""

    cpu_seconds: float
    lit: int
    """Fragments that were lit for the first time in their swatch."""
    polished: int
    """Fragments whose gloss was found for the first time in their finish."""
    size: int
    """Bytes of its files."""


@dataclass(frozen=True)
class Trial:
    """What looks of one sheet cost."""

    tries: tuple[Try, ...]
    fragments: Mapping[str, int]
    """Slot → how many are to be lit each time it comes in another swatch."""
    opening: float
    """CPU seconds until the sheet lay open."""


def sketched(sheet: Sheet) -> Sight:
    """What the sheet would see, by a smaller picture's bake."""
    width, height = (max(16, edge // SKETCHED) for edge in (sheet.shot.width, sheet.shot.height))
    small = replace(sheet, shot=sheet.shot.model_copy(update={"width": width, "height": height}))
    return prepare(small)[0]


def seen_already(sheet: Sheet) -> Sight | None:
    """What the sheet sees, where its bake is there or none is needed."""
    bakes = open_home().bakes / "bakes"
    if sheet.shot.engine != "studio":
        return prepare(sheet)[0]
    if not any(bakes.glob("*")):
        return None
    document = assemble(sheet.recipe, open_home().store, open_home().bakes)
    return prepare(sheet)[0] if (bakes / bake_key(geometry_of(document), sheet.shot)).exists() else None


def try_out(chunk: Chunk) -> Trial:
    """Draw the looks of a chunk. The first goes twice, so that nothing is counted that happens once a process."""
    start = time.process_time()
    slots = fragments(chunk)
    opening = time.process_time() - start
    seen: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as folder:
        away = replace(chunk, folder=Path(folder))
        tries = [tried(away, look, slots, seen) for look in (chunk.looks[0], *chunk.looks)][1:]
    return Trial(tuple(tries), slots, opening)


def tried(chunk: Chunk, look: Look, fragments: Mapping[str, int], seen: set[tuple[str, str]]) -> Try:
    """One look and all its files; `seen` are the swatches and finishes that slots have come in."""
    swatches = {(slot, key) for slot, key in look.slots.items()}
    finishes = {(slot, finish_of(chunk.materials[key])) for slot, key in swatches}
    lit, polished = (sum(fragments.get(slot, 0) for slot, _ in new - seen) for new in (swatches, finishes))
    seen |= swatches | finishes
    start = time.process_time()
    size = sum(made.size for made in written(chunk, look))
    return Try(time.process_time() - start, lit, polished, size)


def fragments(chunk: Chunk) -> dict[str, int]:
    """Slot → its fragments on the chunk's sheet."""
    if chunk.exact or chunk.sheet.shot.engine != "studio":
        return {}
    table = open_table(chunk.sheet)
    counts: dict[str, int] = {}
    for number, name in enumerate(table.names):
        rows = table.bake.bake.rows(number)
        counts[name] = counts.get(name, 0) + rows.stop - rows.start
    return counts


def finish_of(material: SlotMaterial) -> str:
    """A material but for its base colour."""
    shading = dict(material.material.get("pbrMetallicRoughness", {}))
    shading.pop("baseColorFactor", None)
    return digest_value([{**material.material, "pbrMetallicRoughness": shading, "name": "", "extras": {}}])
