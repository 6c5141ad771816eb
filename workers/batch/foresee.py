"""What a batch will take, found by looking at all of it and drawing a little of it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from configurator.catalog import Catalog
from workers.batch.bench import prepare
from workers.batch.distinct import Distinct, distinct
from workers.batch.lanes import Fallen, Lanes
from workers.batch.run import Options, chunk_of, left, mark_of, question
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.state import State
from workers.batch.survey import Survey
from workers.batch.trial import Sketch, Trial, sketched, try_out
from workers.batch.work import Look
from workers.errors import JobFailed

TRIED = 16
"""Looks that are drawn to learn what one costs."""
START_SECONDS = 4.0
"""CPU that a process takes until it is ready to draw."""


@dataclass(frozen=True)
class Forecast:
    """What a run would do now; what stands already is not counted but in `files` and `distinct`."""

    combinations: int
    valid: int | None
    files: int
    distinct: int
    """Files that differ."""
    draws: int
    """Of those, the ones that are not there yet."""
    bakes: int
    shades: int
    """Looks: one may be written in several formats and before several backgrounds."""
    cpu_seconds: float
    wall_seconds: float
    size: int
    """Bytes of all files that are to be drawn."""
    done_at: datetime


def foresee(found: Survey, catalog: Catalog, lanes: Lanes, options: Options, processes: int) -> Forecast:
    """Sketches say what each sheet sees; one real bake and a few real pictures say what they cost.

    `found` may hold a part of the combinations: the others are taken to be like them, so that `distinct` is an upper
    bound where pictures repeat.
    """
    sketches = sketch(found, lanes)
    sights = {key: each.sight for key, each in sketches.items()}
    asked = distinct(question(found, catalog, sights, mark_of(found.plan), options), found.dressed)
    looks = still_to_draw(asked, options)
    missing = [sheet for sheet in found.all_sheets if not sketches[sheet.key].is_baked and looks.get(sheet.key)]
    sample = max(found.all_sheets, key=lambda sheet: (bool(looks.get(sheet.key)), sheet not in missing))
    bake_cpu, bake_wall = timed_bake(sample, lanes)
    trial = try_looks(found, sample, looks.get(sample.key, []), lanes, options)
    bakes = [sheet for sheet in missing if sheet is not sample]
    share = found.count / max(1, len(found.dressed))
    cpu = sum(bake_cpu * pixels(sheet) / pixels(sample) for sheet in bakes) + START_SECONDS * processes
    cpu += sum(cost_of(trial, sample, sheet, looks.get(sheet.key, []), share) for sheet in found.all_sheets)
    wall = cpu * max(1.0, bake_wall / max(bake_cpu, 1e-3)) / processes
    return summed(found, asked, looks, trial, len(bakes), share, cpu, wall)


def sketch(found: Survey, lanes: Lanes) -> dict[SheetKey, Sketch]:
    """What every sheet would see; raises `JobFailed` where one cannot be drawn at all."""
    sketches = {}
    for sheet, result in lanes.map(sketched, [[sheet] for sheet in found.all_sheets]):
        if isinstance(result, Fallen):
            raise JobFailed(f"Shot {sheet.shot.name} could not be looked at: {result.reason}.")
        sketches[sheet.key] = result
    return sketches


def still_to_draw(asked: Distinct, options: Options) -> dict[SheetKey, list[Look]]:
    """Looks whose files are not there yet, by sheet."""
    if not options.folder.exists():
        return {key: list(looks) for key, looks in asked.looks.items()}
    with State(options.folder) as state:
        return {
            key: [each for look in looks if (each := left(look, state)).targets] for key, looks in asked.looks.items()
        }


def timed_bake(sheet: Sheet, lanes: Lanes) -> tuple[float, float]:
    """CPU and wall seconds of a bake that is wanted anyway; it is kept. (0, 0) where it was there."""
    start = time.monotonic()
    (_, result), = lanes.map(prepare, [[sheet]])  # fmt: skip
    if isinstance(result, Fallen):
        raise JobFailed(f"Shot {sheet.shot.name} could not be baked: {result.reason}.")
    return result[1], time.monotonic() - start


def try_looks(found: Survey, sheet: Sheet, looks: Sequence[Look], lanes: Lanes, options: Options) -> Trial:
    """Draw some looks of a sheet, evenly spread."""
    chosen = list(looks[:: max(1, len(looks) // TRIED)][:TRIED])
    if not chosen:
        return Trial((), {})
    chunk = chunk_of(found, sheet, chosen, mark_of(found.plan), options)
    (_, result), = lanes.map(try_out, [[chunk]])  # fmt: skip
    if isinstance(result, Fallen):
        raise JobFailed(f"Shot {sheet.shot.name} could not be drawn: {result.reason}.")
    return result


def cost_of(trial: Trial, sample: Sheet, sheet: Sheet, looks: Sequence[Look], share: float) -> float:
    """CPU seconds for `looks` of `sheet`: so much each, and so much for every slot's first time in a swatch."""
    if not looks or not trial.tries:
        return 0.0
    each, per_fragment = law(trial)
    swatches: dict[str, set[str]] = {}
    for look in looks:
        for slot, material in look.slots.items():
            swatches.setdefault(slot, set()).add(material)
    lit = sum(len(found) * trial.fragments.get(slot, 0) for slot, found in swatches.items())
    return (each * len(looks) * share + per_fragment * lit) * pixels(sheet) / pixels(sample)


def law(trial: Trial) -> tuple[float, float]:
    """(CPU seconds a look, CPU seconds a fragment that is lit), as they fit what was tried best."""
    lit = np.array([each.lit for each in trial.tries], np.float64)
    cpu = np.array([each.cpu_seconds for each in trial.tries])
    calm = cpu[lit == lit.min()]
    each = float(np.median(calm))
    rest = lit > lit.min()
    return each, float(max(0.0, (cpu[rest] - each).sum() / lit[rest].sum())) if rest.any() else 0.0


def pixels(sheet: Sheet) -> int:
    """Of its picture."""
    return sheet.shot.width * sheet.shot.height


def summed(
    found: Survey,
    asked: Distinct,
    looks: Mapping[SheetKey, Sequence[Look]],
    trial: Trial,
    bakes: int,
    share: float,
    cpu: float,
    wall: float,
) -> Forecast:
    """All of it together."""
    shades = sum(len(each) for each in looks.values())
    size = float(np.mean([each.size for each in trial.tries])) if trial.tries else 0.0
    return Forecast(
        combinations=found.count,
        valid=found.valid,
        files=round(len(asked.entries) * share),
        distinct=round(sum(1 for _ in asked.targets) * share),
        draws=round(sum(len(look.targets) for each in looks.values() for look in each) * share),
        bakes=bakes,
        shades=round(shades * share),
        cpu_seconds=cpu,
        wall_seconds=wall,
        size=round(size * shades * share),
        done_at=datetime.now(UTC) + timedelta(seconds=wall),
    )
