"""From a part to the whole: what a few sketches, a sample of combinations and a few pictures say of all the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from renderer.recipe import SlotMaterial
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.sight import Sight
from workers.batch.trial import Try, finish_of
from workers.batch.work import Look


def sights_like(sheets: Iterable[Sheet], sketched: Mapping[SheetKey, Sight]) -> dict[SheetKey, Sight]:
    """What every sheet sees: of those that were not sketched, what the same shot saw of other bodies' slots.

    A slot that no sketched body has is taken to be seen, so that no picture is left out.
    """
    every = list(sheets)
    known = {sheet.shot.name: frozenset[str]() for sheet in every}
    seen = dict(known)
    for sheet in every:
        if sheet.key in sketched:
            known[sheet.shot.name] |= sheet.recipe.slots.keys()
            seen[sheet.shot.name] |= sketched[sheet.key].matter
    return {
        sheet.key: sketched.get(sheet.key)
        or Sight(repr(sheet.key), seen[sheet.shot.name] | (sheet.recipe.slots.keys() - known[sheet.shot.name]), *NONE)
        for sheet in every
    }


NONE = (frozenset[str](), frozenset[str]())
"""Slots that are only felt, and zones: neither is asked for."""


def chosen(sheets: Sequence[Sheet], most: int) -> list[Sheet]:
    """At most so many sheets, of every shot alike, of bodies far apart in the list; one of each shot at least."""
    by_shot: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_shot.setdefault(f"{sheet.shot.name} {sheet.frame}", []).append(sheet)
    each = max(1, most // max(1, len(by_shot)))
    return [sheet for own in by_shot.values() for sheet in own[:: -(-len(own) // each)]]


def differing(keys: Sequence[str], share: float) -> int:
    """How many differ among all, of whom `keys` are one in `share`: Chao's estimate, and no more than there can be.

    Chao 1984, "Nonparametric estimation of the number of classes in a population": those seen once and twice tell how
    many were not seen.
    """
    often = Counter(Counter(keys).values())
    seen = sum(often.values())
    if share <= 1:
        return seen
    unseen = often[1] * (often[1] - 1) / (2 * (often[2] + 1))
    return round(min(seen + unseen, seen * share))


@dataclass(frozen=True)
class Law:
    """CPU seconds that looks take."""

    each: float
    per_lit: float
    per_polished: float


def law_of(tries: Sequence[Try]) -> Law:
    """The law that fits what was tried best; no part of it is negative.

    Errors count by their share: the few looks that meet everything for the first time must not drown the many that
    meet nothing new, of which a batch is made.
    """
    seconds = np.maximum([each.cpu_seconds for each in tries], 1e-4)
    rows = np.array([[1.0, each.lit, each.polished] for each in tries]) / seconds[:, None]
    scale = np.maximum(rows.max(axis=0), 1e-9)
    fit, _ = nnls(rows / scale, np.ones(len(tries)))
    return Law(*(fit / scale).tolist())


class Fashion:
    """How often each slot comes in each swatch and finish, over all looks of a sample."""

    def __init__(self, looks: Iterable[Look], materials: Mapping[str, SlotMaterial]) -> None:
        finishes = {key: finish_of(material) for key, material in materials.items()}
        self._swatches: dict[str, Counter[str]] = {}
        self._finishes: dict[str, Counter[str]] = {}
        for look in looks:
            for slot, key in look.slots.items():
                self._swatches.setdefault(slot, Counter())[key] += 1
                self._finishes.setdefault(slot, Counter())[finishes[key]] += 1

    def worn(self, slot: str, looks: float) -> tuple[float, float]:
        """The swatches and the finishes that so many looks are expected to bring into `slot`."""
        return expected(self._swatches.get(slot), looks), expected(self._finishes.get(slot), looks)


def expected(kinds: Counter[str] | None, draws: float) -> float:
    """Kinds met at least once in so many draws."""
    if not kinds:
        return 0.0
    shares = np.array(list(kinds.values())) / kinds.total()
    return float((1 - (1 - shares) ** draws).sum())
