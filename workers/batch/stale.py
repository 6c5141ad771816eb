"""Which pictures of a folder would be others now, and what changed: a swatch, or all that they are seen by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from configurator.catalog import Catalog
from workers.batch.distinct import distinct
from workers.batch.foresee import look_at
from workers.batch.guess import sights_like
from workers.batch.hands import Hands
from workers.batch.names import Names
from workers.batch.run import Options, question, stamp_of
from workers.batch.survey import Survey
from workers.batch.trial import seen_already
from workers.batch.worn import read_worn, worn

VIEW = "model, shot, light or Livery itself"
"""What changed where no swatch did."""


@dataclass(frozen=True)
class Stale:
    """A file that shows what is no more."""

    file: str
    because: tuple[str, ...]
    """Swatches that changed, or `VIEW`."""


@dataclass(frozen=True)
class Verdict:
    """What can be said of a folder without baking anything."""

    stale: tuple[Stale, ...]
    unknown: tuple[str, ...]
    """Files whose view has no bake as it is now, and whose swatches are what they were: known once it is baked."""


def stale(found: Survey, catalog: Catalog, near: Hands, options: Options) -> Verdict:
    """Files under names of the plan whose pictures have other keys now; nothing is baked or drawn for it.

    Sealed specifications have files of their own and keep them.
    """
    sheets = list(found.all_sheets)
    there = look_at(seen_already, sheets, near)
    sights = sights_like(sheets, there)
    asked = distinct(question(found, catalog, sights, stamp_of(found.plan, catalog), options), found.dressed)
    given, before = Names.given(options.folder), read_worn(options.folder)
    now = worn(asked, sights, found.wardrobe.materials)
    unbaked = {key for sheet in sheets if sheet.key not in there for key in (sheet.key, (*sheet.key[:3], ""))}
    judged = {
        entry.file: why(before.get(given[entry.file], {}), now.get(entry.target, {}), baked=entry.sheet not in unbaked)
        for entry in asked.entries
        if given.get(entry.file, entry.target) != entry.target
    }
    known = tuple(Stale(name, because) for name, because in judged.items() if because)
    return Verdict(known, tuple(name for name, because in judged.items() if not because))


def why(before: Mapping[str, str], now: Mapping[str, str], *, baked: bool) -> tuple[str, ...]:
    """The swatches that are not what they were, else `VIEW`; nothing where only a bake can tell."""
    changed = {state.rsplit(" ", 2)[0] for slot, state in now.items() if before.get(slot, state) != state}
    return tuple(sorted(changed)) or ((VIEW,) if baked else ())


def causes(found: Iterable[Stale]) -> Iterator[tuple[str, int]]:
    """What changed, and how many files it touches; most first."""
    counts: dict[str, int] = {}
    for each in found:
        for cause in each.because:
            counts[cause] = counts.get(cause, 0) + 1
    yield from sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
