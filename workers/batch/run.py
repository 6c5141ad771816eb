"""The steps of a batch, in order."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from configurator.batch import Plan
from configurator.batch.dress import Dressed
from configurator.catalog import Catalog
from renderer.digest import digest_bytes
from workers.batch.bench import carry_out, prepare
from workers.batch.distinct import Distinct, Entry, Question, distinct
from workers.batch.lanes import Fallen, Lanes
from workers.batch.movies import film, movies
from workers.batch.progress import Progress
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.sight import Sight
from workers.batch.state import State
from workers.batch.survey import Survey
from workers.batch.work import Chunk, Failed, Look, Made, Mark, Outcome
from workers.errors import JobFailed

CHUNK = 24
"""Looks that a lane is given at once: a second of work, so that progress shows and little is lost."""


@dataclass(frozen=True)
class Options:
    """How a batch is carried out."""

    folder: Path
    exact: bool = False
    """The very pictures that `render` gives; else their layers are summed, which may round one level differently."""
    fail_fast: bool = False


@dataclass(frozen=True, eq=False)
class Batch:
    """What came of a plan."""

    survey: Survey
    sights: Mapping[SheetKey, Sight]
    distinct: Distinct
    made: Mapping[str, Made]
    """By target."""
    failed: tuple[Failed, ...]
    drawn: int
    """Files drawn in this run; the others stood already, or are further names of these."""
    cpu_seconds: float
    """Of drawing and writing them, bakes apart."""

    @property
    def delivered(self) -> Iterator[tuple[Entry, Made]]:
        """Entries whose file is there."""
        return ((entry, self.made[entry.target]) for entry in self.distinct.entries if entry.target in self.made)


Watch = Callable[[Progress], None]


def run(found: Survey, catalog: Catalog, lanes: Lanes, options: Options, watch: Watch) -> Batch:
    """Bake, find what is distinct, draw what is missing, give it all its names; resumes what an earlier run began.

    Raises `PlanInvalid` where names collide, and with `fail_fast` what went wrong first.
    """
    failed = [
        Failed(f"combination {each.combination.number}", each.error.code, each.error.message)
        for each in found.unbuildable
    ]
    if failed and options.fail_fast:
        raise found.unbuildable[0].error
    sights, fallen = prepared(found.all_sheets, lanes, watch, fail_fast=options.fail_fast)
    mark = mark_of(found.plan)
    asked = distinct(question(found, catalog, sights, mark, options), shown(found, sights))
    with State(options.folder) as state:
        chunks = missing(found, asked, state, mark, options)
        missed, cpu = draw(chunks, lanes, state, asked, watch, options)
        fallen += missed
        name_all(asked, state, options.folder)
        fallen += turn(found, asked, lanes, state, watch, options)
        made = dict(state.made)
        drawn = len(made.keys() & {key for row in chunks for chunk in row for key in chunk.targets})
    return Batch(found, sights, asked, made, (*failed, *fallen), drawn, cpu)


def prepared(
    sheets: Iterable[Sheet], lanes: Lanes, watch: Watch, *, fail_fast: bool
) -> tuple[dict[SheetKey, Sight], list[Failed]]:
    """What every sheet sees, baked where it was not; and those that could not be."""
    rows = [[sheet] for sheet in sheets]
    progress, sights, failed = Progress("baking", 0, len(rows)), {}, []
    watch(progress)
    for sheet, result in lanes.map(prepare, rows):
        progress.done += 1
        if isinstance(result, Fallen):
            failed.append(Failed(f"shot {sheet.shot.name}", "BAKE_FAILED", result.reason))
            give_up(failed, fail_fast=fail_fast)
        else:
            sights[sheet.key] = result[0]
        watch(progress)
    return sights, failed


def give_up(failed: list[Failed], *, fail_fast: bool) -> None:
    """Raise what failed first, where the run is to end with it."""
    if failed and fail_fast:
        raise JobFailed(f"{failed[0].file}: {failed[0].message}", code=failed[0].code)


def shown(found: Survey, sights: Mapping[SheetKey, Sight]) -> Iterator[Dressed]:
    """Combinations all of whose sheets are there."""
    ready = {body for body, sheets in found.sheets.items() if all(sheet.key in sights for sheet in sheets)}
    return (each for each in found.dressed if each.body in ready)


def mark_of(plan: Plan) -> Mark | None:
    """The plan's watermark."""
    mark = plan.watermark
    return Mark((plan.folder / mark.file).read_bytes(), mark.width, mark.opacity, mark.corner) if mark else None


def question(
    found: Survey,
    catalog: Catalog,
    sights: Mapping[SheetKey, Sight],
    mark: Mark | None,
    options: Options,
) -> Question:
    """What entries follow from."""
    words = f"{digest_bytes(mark.data)} {mark.width} {mark.opacity} {mark.corner}" if mark else ""
    words += " exact" if options.exact else ""
    return Question(found.plan, catalog.products[found.plan.product], found.wardrobe, found.sheets, sights, words)


def missing(found: Survey, asked: Distinct, state: State, mark: Mark | None, options: Options) -> list[list[Chunk]]:
    """What has to be drawn, a row a sheet; files whose bytes are there under another name are none of it."""
    rows = []
    for sheet in found.all_sheets:
        looks = [left(look, state) for look in asked.looks.get(sheet.key, ())]
        wanted = [look for look in looks if look.targets]
        parts = [wanted[first : first + CHUNK] for first in range(0, len(wanted), CHUNK)]
        rows.append([chunk_of(found, sheet, part, mark, options) for part in parts])
    return rows


def left(look: Look, state: State) -> Look:
    """What is not there of a look's files."""
    return Look(look.slots, tuple(target for target in look.targets if target.key not in state.made))


def chunk_of(found: Survey, sheet: Sheet, looks: list[Look], mark: Mark | None, options: Options) -> Chunk:
    """Looks of a sheet, with the materials that they need and no others."""
    keys = {key for look in looks for key in look.slots.values()}
    materials = {key: found.wardrobe.materials[key] for key in sorted(keys)}
    return Chunk(sheet, tuple(looks), materials, options.folder, mark, options.exact)


def draw(
    chunks: list[list[Chunk]], lanes: Lanes, state: State, asked: Distinct, watch: Watch, options: Options
) -> tuple[list[Failed], float]:
    """Draw on all lanes; every file is remembered once it is on the disk. What failed, and the CPU seconds it took."""
    total = sum(1 for _ in asked.targets)
    to_do = sum(len(chunk.targets) for row in chunks for chunk in row)
    progress = Progress("drawing", total - to_do, total, 0, 0)
    failed: list[Failed] = []
    cpu = 0.0
    watch(progress)
    for chunk, result in lanes.map(carry_out, chunks):
        outcome = fallen(chunk, result) if isinstance(result, Fallen) else result
        state.add(outcome.made)
        cpu += outcome.cpu_seconds
        failed += outcome.failed
        progress.done += len(outcome.made)
        progress.failed += len(outcome.failed)
        progress.written += sum(made.size for made in outcome.made)
        watch(progress)
        give_up(failed, fail_fast=options.fail_fast)
    return failed, cpu


def fallen(chunk: Chunk, result: Fallen) -> Outcome:
    """A chunk of which nothing came."""
    files = chunk.targets.values()
    return Outcome((), tuple(Failed(file, "WORKER_DIED", result.reason) for file in files), 0.0)


def name_all(asked: Distinct, state: State, folder: Path) -> None:
    """Give every entry its file: pictures that several show are one file under several names."""
    for entry in asked.entries:
        made = state.made.get(entry.target)
        if made and made.file != entry.file:
            link(folder / made.file, folder / entry.file)


def turn(found: Survey, asked: Distinct, lanes: Lanes, state: State, watch: Watch, options: Options) -> list[Failed]:
    """Write the movies whose frames are all there."""
    there = [entry for entry in asked.entries if entry.target in state.made]
    wanted = [each for each in movies(found, there, options.folder) if each.key not in state.made]
    progress, failed = Progress("filming", 0, len(wanted)), []
    for movie, result in lanes.map(film, [[each] for each in wanted]):
        if isinstance(result, Fallen):
            failed.append(Failed(movie.file, "MOVIE_FAILED", result.reason))
            give_up(failed, fail_fast=options.fail_fast)
        else:
            state.add([result])
        progress.done += 1
        watch(progress)
    return failed


def link(source: Path, name: Path) -> None:
    """Make `name` the file `source`; a copy where the disk knows no links."""
    with suppress(FileNotFoundError):
        if name.samefile(source):
            return
    name.parent.mkdir(parents=True, exist_ok=True)
    partial = name.with_name(f".partial-{os.getpid()}-{name.name}")
    try:
        os.link(source, partial)
    except OSError:
        shutil.copyfile(source, partial)
    partial.replace(name)
