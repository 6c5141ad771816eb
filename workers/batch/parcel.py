"""Work and what comes of it, as they travel between hosts: JSON with blobs on the way there, a ZIP on the way back."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from renderer.digest import canonical_json, digest_bytes
from renderer.encode.watermark import Mark
from renderer.recipe import SlotMaterial
from renderer.store import Store, write_atomically
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight
from workers.batch.work import Chunk, Claim, Failed, Look, Made, Outcome, Stamp

SHEET = TypeAdapter(Sheet)
SIGHT = TypeAdapter(Sight)
LOOKS = TypeAdapter(tuple[Look, ...])
MATERIALS = TypeAdapter(dict[str, SlotMaterial])
MADE, FAILED = TypeAdapter(tuple[Made, ...]), TypeAdapter(tuple[Failed, ...])
INDEX = "index.json"
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""When all files in a ZIP were written, so that same pictures are same bytes."""


def pack_sheet(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON."""
    return {"sheet": SHEET.dump_python(sheet, mode="json")}


def open_sheet(packed: Mapping[str, Any]) -> Sheet:
    """What `pack_sheet` packed."""
    return SHEET.validate_python(packed["sheet"])


def pack_sight(sight: Sight) -> bytes:
    """What a sheet sees, as JSON, its slots in their order."""
    words = SIGHT.dump_python(sight, mode="json")
    return canonical_json({name: sorted(word) if isinstance(word, list) else word for name, word in words.items()})


def pack_chunk(chunk: Chunk, store: Store) -> dict[str, Any]:
    """A chunk as JSON but for the folder; its watermark lies in the store."""
    mark, claim = chunk.stamp.mark, chunk.stamp.claim
    return {
        **pack_sheet(chunk.sheet),
        "looks": LOOKS.dump_python(chunk.looks, mode="json"),
        "materials": MATERIALS.dump_python(chunk.materials, mode="json"),
        "mark": {**asdict(mark), "data": store.put(mark.data)} if mark else None,
        "claim": asdict(claim) if claim else None,
        "exact": chunk.exact,
    }


def open_chunk(packed: Mapping[str, Any], store: Store, folder: Path) -> Chunk:
    """What `pack_chunk` packed, to be drawn into `folder`. Raises `BlobMissing`."""
    mark, claim = packed["mark"], packed["claim"]
    watermark = Mark(**{**mark, "data": store.get(mark["data"])}) if mark else None
    return Chunk(
        open_sheet(packed),
        LOOKS.validate_python(packed["looks"]),
        MATERIALS.validate_python(packed["materials"]),
        folder,
        Stamp(watermark, Claim(**claim) if claim else None),
        packed["exact"],
    )


def pack_outcome(outcome: Outcome, folder: Path) -> bytes:
    """The files that were drawn into `folder`, and what is to be said of them; the same bytes for the same files."""
    made = [asdict(replace(each, mtime_ns=0)) for each in outcome.made]
    index = {"made": made, "failed": [asdict(each) for each in outcome.failed]}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parcel:
        parcel.writestr(zipfile.ZipInfo(INDEX, BEGINNING), canonical_json(index))
        for each in outcome.made:
            parcel.writestr(zipfile.ZipInfo(each.file, BEGINNING), (folder / each.file).read_bytes())
    return data.getvalue()


def open_outcome(packed: bytes, folder: Path) -> Outcome:
    """Lay the files of a parcel into `folder`, each whole or not at all; raises `ValueError` for a damaged one."""
    with zipfile.ZipFile(io.BytesIO(packed)) as parcel:
        index = json.loads(parcel.read(INDEX))
        made = [laid(each, parcel.read(each.file), folder) for each in MADE.validate_python(index["made"])]
    return Outcome(tuple(made), FAILED.validate_python(index["failed"]), 0.0)


def laid(made: Made, data: bytes, folder: Path) -> Made:
    """One file, in its place."""
    if digest_bytes(data) != made.sha256:
        raise ValueError(f"{made.file} came damaged")
    write_atomically(folder / made.file, data)
    return replace(made, mtime_ns=(folder / made.file).stat().st_mtime_ns)
