"""What a batch will take, found by looking at a part of it and drawing a little of it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from configurator.catalog import Catalog
from workers.batch.bench import prepare
from workers.batch.distinct import Distinct, distinct
from workers.batch.guess import Fashion, chosen, differing, law_of, sights_like
from workers.batch.hands import Fallen, Hands
from workers.batch.run import Options, chunk_of, left, question, stamp_of
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.sight import Sight
from workers.batch.state import standing
from workers.batch.survey import Survey
from workers.batch.trial import Trial, seen_already, sketched, try_out
from workers.batch.work import Look, Stamp
from workers.errors import JobFailed

SKETCHES = 8
"""Sheets that are sketched; the others see what these see of their slots."""
TRIED = 14
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
    """Of baking and drawing; movies of the frames come on top, in time and in size."""
    wall_seconds: float
    size: int
    """Bytes of all files that are to be drawn."""
    done_at: datetime


def foresee(
    found: Survey, catalog: Catalog, near: Hands, options: Options, processes: int, surveyed: float = 0.0
) -> Forecast:
    """Sketches say what sheets see; two real bakes and a few real pictures say what they cost.

    `found` may hold a part of the combinations: the others are taken to be like them. `surveyed` is the CPU seconds
    that finding it took.
    """
    sheets = list(found.all_sheets)
    if not sheets:
        return nothing_of(found, surveyed)
    there = look_at(seen_already, sheets, near)
    missing = [sheet for sheet in sheets if sheet.key not in there]
    sights = sights_like(sheets, there | look_at(sketched, chosen(missing, SKETCHES), near))
    stamp = stamp_of(found.plan, catalog)
    asked = distinct(question(found, catalog, sights, stamp, options), found.dressed)
    looks = still_to_draw(asked, options)
    missing = [sheet for sheet in missing if looks.get(sheet.key)]
    sample = max(sheets, key=lambda sheet: (sheet in missing, len(looks.get(sheet.key, ()))))
    bakes = [sheet for sheet in missing if sheet is not sample]
    bake_cpu, bake_wall = timed_bakes(sample, bakes, near)
    trial = try_looks(found, sample, looks.get(sample.key, []), near, stamp, options)
    share = found.count / max(1, len(found.dressed) + len(found.unbuildable))
    cpu = sum(bake_cpu * pixels(sheet) / pixels(sample) for sheet in bakes[1:]) + START_SECONDS * processes
    cpu += drawing(found, trial, sample, looks, share, max(1.0, processes / len(sheets)))
    wall = cpu * max(1.0, bake_wall / max(bake_cpu, 1e-3)) / processes + surveyed * share
    return summed(found, asked, looks, trial, len(bakes[1:]), share, cpu + surveyed * share, wall)


def nothing_of(found: Survey, surveyed: float) -> Forecast:
    """Of combinations none of which can be built."""
    done_at = datetime.now(UTC)
    return Forecast(found.count, found.valid, 0, 0, 0, 0, 0, surveyed, 0.0, 0, done_at)


def look_at(how: Callable[[Sheet], Sight | None], sheets: Sequence[Sheet], near: Hands) -> dict[SheetKey, Sight]:
    """What sheets see, where that can be told; raises `JobFailed` where one cannot be drawn at all."""
    sights = {}
    for sheet, result in near.map(how, [[sheet] for sheet in sheets]):
        if isinstance(result, Fallen):
            raise JobFailed(f"Shot {sheet.shot.name} could not be looked at: {result.reason}.")
        if result is not None:
            sights[sheet.key] = result
    return sights


def still_to_draw(asked: Distinct, options: Options) -> dict[SheetKey, list[Look]]:
    """Looks whose files are not there yet, by sheet."""
    made = standing(options.folder)
    return {key: [each for look in looks if (each := left(look, made)).targets] for key, looks in asked.looks.items()}


def timed_bakes(sample: Sheet, others: Sequence[Sheet], near: Hands) -> tuple[float, float]:
    """CPU and wall seconds of a bake of the size of `sample`; that one and the first of `others` are made for it.

    The very first of a process filters the environment and loads the denoiser, the next one tells what bakes cost.
    """
    first = timed_bake(sample, near)
    if not others:
        return first
    cpu, wall = timed_bake(others[0], near)
    scale = pixels(sample) / pixels(others[0])
    return cpu * scale, wall * scale


def timed_bake(sheet: Sheet, near: Hands) -> tuple[float, float]:
    """CPU and wall seconds of a bake that is wanted anyway; it is kept."""
    start = time.monotonic()
    (_, result), = near.map(prepare, [[sheet]])  # fmt: skip
    if isinstance(result, Fallen):
        raise JobFailed(f"Shot {sheet.shot.name} could not be baked: {result.reason}.")
    return result[1], time.monotonic() - start


def try_looks(found: Survey, sheet: Sheet, looks: Sequence[Look], near: Hands, stamp: Stamp, options: Options) -> Trial:
    """Draw some looks of a sheet, evenly spread."""
    chosen = list(looks[:: max(1, len(looks) // TRIED)][:TRIED])
    if not chosen:
        return Trial((), {}, 0.0)
    chunk = chunk_of(found, sheet, chosen, stamp, options)
    (_, result), = near.map(try_out, [[chunk]])  # fmt: skip
    if isinstance(result, Fallen):
        raise JobFailed(f"Shot {sheet.shot.name} could not be drawn: {result.reason}.")
    return result


def drawing(
    found: Survey,
    trial: Trial,
    sample: Sheet,
    looks: Mapping[SheetKey, Sequence[Look]],
    share: float,
    open_at_once: float,
) -> float:
    """CPU seconds of all looks: so much each, and so much for every slot's first time in a swatch and in a finish.

    A sheet may lie open in several processes at once, each of which lights it for itself.
    """
    if not trial.tries:
        return 0.0
    law = law_of(trial.tries)
    fashion = Fashion((look for each in looks.values() for look in each), found.wardrobe.materials)
    seconds = 0.0
    for sheet in found.all_sheets:
        count = len(looks.get(sheet.key, ())) * share
        worn = [(trial.fragments.get(slot, 0), *fashion.worn(slot, count)) for slot in sheet.recipe.slots]
        lit, polished = (sum(each[0] * each[column] for each in worn) for column in (1, 2))
        first = (law.per_lit * lit + law.per_polished * polished) * open_at_once
        seconds += trial.opening * open_at_once + (law.each * count + first) * pixels(sheet) / pixels(sample)
    return seconds


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
    keys = [entry.target for entry in asked.entries]
    differ = differing(keys, share)
    repeated = differ / max(1, len(set(keys)))
    shades = sum(len(each) for each in looks.values()) * repeated
    size = float(np.mean([each.size for each in trial.tries])) if trial.tries else 0.0
    return Forecast(
        combinations=found.count,
        valid=found.valid,
        files=round(len(asked.entries) * share),
        distinct=differ,
        draws=round(sum(len(look.targets) for each in looks.values() for look in each) * repeated),
        bakes=bakes,
        shades=round(shades),
        cpu_seconds=cpu,
        wall_seconds=wall,
        size=round(size * shades),
        done_at=datetime.now(UTC) + timedelta(seconds=wall),
    )
