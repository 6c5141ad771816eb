"""Looks of one sheet → their files, in one ZIP."""

import tempfile
from pathlib import Path
from typing import Any

from renderer.asset import Asset
from workers.batch.bench import carry_out
from workers.batch.parcel import open_chunk, pack_outcome
from workers.home import Home


def looks(inputs: dict[str, Any], home: Home) -> Asset:
    """`inputs`: as `pack_chunk` packs them. What cannot be drawn is told in the ZIP; the rest is there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chunk = open_chunk(inputs, home.store, folder)
        outcome = carry_out(chunk)
        figures: dict[str, object] = {"cpu_seconds": outcome.cpu_seconds, "peak": outcome.peak}
        if outcome.failed:
            figures["note"] = f"{len(outcome.failed)} files failed"  # so that asking again tries again
        made_from = {"base_model": chunk.sheet.recipe.base_model, "environment": chunk.sheet.shot.environment}
        return Asset("looks.zip", "application/zip", pack_outcome(outcome, folder), made_from, figures)
