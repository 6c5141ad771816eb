"""What pictures show in which swatch, put on record beside them: so that a changed swatch can be told."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from renderer.recipe import SlotMaterial
from renderer.store import write_atomically
from workers.batch.distinct import Distinct
from workers.batch.sheets import SheetKey
from workers.batch.sight import Sight

FILE = ".batch/worn.json"

Worn = dict[str, dict[str, str]]
"""Key of a picture → slot that matters in it → swatch and state of its material."""


def worn(asked: Distinct, sights: Mapping[SheetKey, Sight], materials: Mapping[str, SlotMaterial]) -> Worn:
    """Of every picture."""
    return {
        target.key: {
            slot: f"{materials[key].name} {key[:12]}"
            for slot, key in look.slots.items()
            if slot in sights[sheet].matter
        }
        for sheet, looks in asked.looks.items()
        for look in looks
        for target in look.targets
    }


def read_worn(folder: Path) -> Worn:
    """What is on record in `folder`."""
    try:
        return dict(json.loads((folder / FILE).read_bytes()))
    except FileNotFoundError:
        return {}


def record_worn(folder: Path, wearing: Worn, standing: Iterable[str]) -> None:
    """Put on record what pictures show; of earlier ones, those that are still there."""
    kept = read_worn(folder)
    earlier = {key: kept[key] for key in kept.keys() & set(standing)}
    write_atomically(folder / FILE, json.dumps(earlier | wearing).encode())
