"""The steps of a batch, in order."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from configurator.batch import Plan
from configurator.batch.dress import Dressed
from configurator.catalog import Catalog
from renderer.encode.watermark import Mark
from workers.batch.bench import carry_out, prepare
from workers.batch.distinct import Distinct, Question, distinct
from workers.batch.entry import Entry
from workers.batch.film import Reel, film
from workers.batch.hands import Fallen, Hands
from workers.batch.names import Names
from workers.batch.progress import Progress
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.sight import Sight
from workers.batch.state import State
from workers.batch.survey import Survey
from workers.batch.turns import Turn
from workers.batch.work import Chunk, Claim, Failed, Look, Made, Outcome, Stamp
from workers.batch.worn import record_worn, worn
from workers.errors import JobFailed
from workers.signatory import sound_signatory

CHUNK = 24
"""Looks that are given away at once: a second of work, so that progress shows and little is lost."""


@dataclass(frozen=True)
class Options:
    """How a batch is carried out."""

    folder: Path
    exact: bool = False
    """Nothing is kept between pictures: each is drawn as `render` draws it. The bytes are the same."""
    fail_fast: bool = False
    verify: bool = False
    """Read every file that stands, in place of only those that somebody touched."""
    prune: bool = False
    """Take away what earlier plans left in the folder; nothing where something failed."""


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
    spent: "Spent"
    left: tuple[str, ...]
    """Names that an earlier plan gave and this one does not; their files are still there.

    None where something failed: a body that could not be baked is not asked for, and its files are no earlier plan's.
    """

    @property
    def delivered(self) -> Iterator[tuple[Entry, Made]]:
        """Entries whose file is there."""
        return ((entry, self.made[entry.target]) for entry in self.distinct.entries if entry.target in self.made)


@dataclass
class Spent:
    """What it took."""

    baking: float = 0.0
    """CPU seconds."""
    drawing: float = 0.0
    """CPU seconds, files written included."""
    peak: int = 0
    """Bytes that one process held at most."""


Watch = Callable[[Progress], None]


def run(found: Survey, catalog: Catalog, hands: Hands, options: Options, watch: Watch) -> Batch:
    """Bake, find what is distinct, draw what is missing, give it all its names; resumes what an earlier run began.

    Raises `PlanInvalid` where names collide, `FolderBusy` where another run fills the folder, and with `fail_fast` what
    went wrong first.
    """
    failed = [
        Failed(f"combination {each.combination.number}", each.error.code, each.error.message)
        for each in found.unbuildable
    ]
    if failed and options.fail_fast:
        raise found.unbuildable[0].error
    stamp, spent = stamp_of(found.plan, catalog), Spent()
    with State(options.folder, verify=options.verify) as state:
        sights, fallen = prepared(found.all_sheets, hands, watch, spent, fail_fast=options.fail_fast)
        asked = distinct(question(found, catalog, sights, stamp, options), shown(found, sights))
        record_worn(options.folder, worn(asked, sights, found.wardrobe.materials), state.made)
        desk = Desk(state, Names(options.folder, asked.names))
        chunks = missing(found, asked, state, stamp, options)
        fallen += draw(chunks, hands, desk, asked, watch, spent, options)
        fallen += turn(asked, hands, desk, stamp, watch, options)
        told = (*failed, *fallen)
        if options.prune and not told:
            desk.names.drop(state.made)
        made = dict(state.made)
        drawn = len(made.keys() & {key for row in chunks for chunk in row for key in chunk.targets})
        return Batch(found, sights, asked, made, told, drawn, spent, () if told else desk.names.left)


class Desk:
    """Where finished files are put on record and given their names."""

    def __init__(self, state: State, names: Names) -> None:
        self.state, self.names = state, names
        names.give(state.made.values())

    def take(self, made: Sequence[Made]) -> None:
        """Files that have reached the disk."""
        self.state.add(made)
        self.names.give(made)


def prepared(
    sheets: Iterable[Sheet], hands: Hands, watch: Watch, spent: Spent, *, fail_fast: bool
) -> tuple[dict[SheetKey, Sight], list[Failed]]:
    """What every sheet sees, baked where it was not; and those that could not be."""
    rows = [[sheet] for sheet in sheets]
    progress, sights, failed = Progress("baking", 0, len(rows)), {}, []
    watch(progress)
    for sheet, result in hands.map(prepare, rows):
        progress.done += 1
        if isinstance(result, Fallen):
            failed.append(Failed(f"shot {sheet.shot.name}", "BAKE_FAILED", result.reason))
            give_up(failed, fail_fast=fail_fast)
        else:
            sights[sheet.key] = result[0]
            spent.baking += result[1]
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


def stamp_of(plan: Plan, catalog: Catalog) -> Stamp:
    """What all files of a plan carry; raises `SystemFailure` where they are to be signed and cannot be."""
    mark = plan.watermark
    watermark = Mark((plan.folder / mark.file).read_bytes(), mark.width, mark.opacity, mark.corner) if mark else None
    title = catalog.products[plan.product].name
    claim = Claim(title, plan.credits.source_type, sound_signatory().name) if plan.content_credentials else None
    return Stamp(watermark, claim)


def question(
    found: Survey,
    catalog: Catalog,
    sights: Mapping[SheetKey, Sight],
    stamp: Stamp,
    options: Options,
) -> Question:
    """What entries follow from."""
    words = stamp.words + (" exact" if options.exact else "")
    return Question(found.plan, catalog.products[found.plan.product], found.wardrobe, found.sheets, sights, words)


def missing(found: Survey, asked: Distinct, state: State, stamp: Stamp, options: Options) -> list[list[Chunk]]:
    """What has to be drawn, a row a sheet; files whose bytes are there under another name are none of it."""
    rows = []
    for sheet in found.all_sheets:
        looks = [left(look, state.made) for look in asked.looks.get(sheet.key, ())]
        wanted = [look for look in looks if look.targets]
        parts = [wanted[first : first + CHUNK] for first in range(0, len(wanted), CHUNK)]
        rows.append([chunk_of(found, sheet, part, stamp, options) for part in parts])
    return rows


def left(look: Look, made: Container[str]) -> Look:
    """What is not there of a look's files; `made` are the keys of those that are."""
    return Look(look.slots, tuple(target for target in look.targets if target.key not in made))


def chunk_of(found: Survey, sheet: Sheet, looks: list[Look], stamp: Stamp, options: Options) -> Chunk:
    """Looks of a sheet, with the materials that they need and no others."""
    keys = {key for look in looks for key in look.slots.values()}
    materials = {key: found.wardrobe.materials[key] for key in sorted(keys)}
    return Chunk(sheet, tuple(looks), materials, options.folder, stamp, options.exact)


def draw(
    chunks: list[list[Chunk]], hands: Hands, desk: Desk, asked: Distinct, watch: Watch, spent: Spent, options: Options
) -> list[Failed]:
    """Draw with all hands; every file is remembered once it is on the disk. What failed."""
    total = sum(1 for _ in asked.targets)
    to_do = sum(len(chunk.targets) for row in chunks for chunk in row)
    progress = Progress("drawing", total - to_do, total, 0, 0)
    failed: list[Failed] = []
    watch(progress)
    for chunk, result in hands.map(carry_out, chunks):
        outcome = fallen(chunk, result) if isinstance(result, Fallen) else result
        desk.take(outcome.made)
        spent.drawing += outcome.cpu_seconds
        spent.peak = max(spent.peak, outcome.peak)
        failed += outcome.failed
        progress.done += len(outcome.made)
        progress.failed += len(outcome.failed)
        progress.written += sum(made.size for made in outcome.made)
        watch(progress)
        give_up(failed, fail_fast=options.fail_fast)
    return failed


def fallen(chunk: Chunk, result: Fallen) -> Outcome:
    """A chunk of which nothing came."""
    files = chunk.targets.values()
    return Outcome((), tuple(Failed(file, "WORKER_DIED", result.reason) for file in files), 0.0)


def turn(asked: Distinct, hands: Hands, desk: Desk, stamp: Stamp, watch: Watch, options: Options) -> list[Failed]:
    """Write the movies whose frames are all there."""
    reels = [reel_of(each, desk.state, options.folder, stamp.claim) for each in asked.turns.values()
             if each.key not in desk.state.made and desk.state.made.keys() >= set(each.frames)]  # fmt: skip
    names = {key: name for name, key in reversed(asked.names.items())}
    progress, failed = Progress("filming", 0, len(reels)), []
    for reel, result in hands.map(film, [[each] for each in reels]):
        if isinstance(result, Fallen):
            failed.append(Failed(names[reel.turn.key], "MOVIE_FAILED", result.reason))
            give_up(failed, fail_fast=options.fail_fast)
        else:
            desk.take([result])
        progress.done += 1
        watch(progress)
    return failed


def reel_of(turn: Turn, state: State, folder: Path, claim: Claim | None) -> Reel:
    """A turn with the files of its frames."""
    return Reel(turn, tuple(state.made[key].file for key in turn.frames), folder, claim)
