"""Which pictures of a folder would be others now, and what changed: a swatch, or all that they are seen by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from configurator.catalog import Catalog
from workers.batch.distinct import distinct
from workers.batch.foresee import look_at
from workers.batch.guess import sights_like
from workers.batch.lanes import Lanes
from workers.batch.names import Names
from workers.batch.run import Options, mark_of, question
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


def stale(found: Survey, catalog: Catalog, lanes: Lanes, options: Options) -> list[Stale]:
    """Files under names of the plan whose pictures have other keys now; nothing is baked or drawn for it.

    Sealed specifications have files of their own and keep them.
    """
    sheets = list(found.all_sheets)
    sights = sights_like(sheets, look_at(seen_already, sheets, lanes))
    asked = distinct(question(found, catalog, sights, mark_of(found.plan), options), found.dressed)
    given, before = Names.given(options.folder), read_worn(options.folder)
    now = worn(asked, sights, found.wardrobe.materials)
    return [
        Stale(name, why(before.get(given[name], {}), now.get(key, {})))
        for name, key in asked.names.items()
        if given.get(name, key) != key
    ]


def why(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The swatches that are not what they were."""
    changed = {state.split(" ")[0] for slot, state in now.items() if before.get(slot, state) != state}
    return tuple(sorted(changed)) or (VIEW,)


def causes(found: Iterable[Stale]) -> Iterator[tuple[str, int]]:
    """What changed, and how many files it touches; most first."""
    counts: dict[str, int] = {}
    for each in found:
        for cause in each.because:
            counts[cause] = counts.get(cause, 0) + 1
    yield from sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
