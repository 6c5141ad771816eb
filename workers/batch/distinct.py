"""Which files there are to be, which of them show the same, and which looks of which sheets make them all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from configurator.batch.dress import Dressed, Wardrobe
from configurator.batch.errors import PlanInvalid
from configurator.batch.plan import Plan
from configurator.batch.words import alt_text, file_name
from configurator.catalog.product import Product
from configurator.violation import Violation, pointer
from renderer.digest import digest_bytes, digest_value
from renderer.encode import MEDIA_TYPES, xmp_packet
from workers.batch.code import code
from workers.batch.entry import Entry
from workers.batch.sheets import Sheet, SheetKey
from workers.batch.sight import Sight
from workers.batch.turns import Turn, turns_of
from workers.batch.work import Look, Target


@dataclass(frozen=True, eq=False)
class Distinct:
    """All entries, the looks that make them, by sheet, and the turns, by key."""

    entries: tuple[Entry, ...]
    looks: Mapping[SheetKey, tuple[Look, ...]]
    turns: Mapping[str, Turn]

    @property
    def names(self) -> dict[str, str]:
        """Name → key."""
        return {entry.file: entry.target for entry in self.entries}

    @property
    def targets(self) -> Iterator[Target]:
        """Every file that is drawn; others are further names of one of them."""
        return (target for looks in self.looks.values() for look in looks for target in look.targets)


@dataclass(frozen=True, eq=False)
class Question:
    """What a plan's entries follow from."""

    plan: Plan
    product: Product
    wardrobe: Wardrobe
    sheets: Mapping[str, tuple[Sheet, ...]]
    """By body."""
    sights: Mapping[SheetKey, Sight]
    mark: str
    """Digest of the watermark."""


def distinct(question: Question, dressed: Iterable[Dressed]) -> Distinct:
    """Entries and looks; raises `PlanInvalid` where two different pictures would have one name."""
    entries: list[Entry] = []
    looks: dict[SheetKey, dict[str, Look]] = {}
    turns: dict[str, Turn] = {}
    for each in dressed:
        own: list[Entry] = []
        for sheet in question.sheets[each.body]:
            sight = question.sights[sheet.key]
            slots = slots_of(question.wardrobe.bodies[each.body].slots, each, sight)
            key = digest_value([sight.bake, {slot: slots[slot] for slot in slots if slot in sight.matter}])
            found = looks.setdefault(sheet.key, {})
            asked = list(_asked(question, each, sheet, sight, key))
            before = found.get(key, Look(slots, ()))
            have = {target.key for target in before.targets}
            new = {target.key: target for _, target in asked if target.key not in have}
            found[key] = Look(slots, (*before.targets, *new.values()))
            own += [entry for entry, _ in asked]
        filmed = list(turns_of(question.plan, each, own))
        turns |= {turn.key: turn for _, turn in filmed}
        entries += [*own, *(entry for entry, _ in filmed)]
    _refuse_same_names(entries)
    return Distinct(tuple(entries), {sheet: tuple(each.values()) for sheet, each in looks.items()}, turns)


def slots_of(first: Mapping[str, str], dressed: Dressed, sight: Sight) -> dict[str, str]:
    """What fills the slots in the picture: those that do not matter are the body's first combination's."""
    return {slot: dressed.slots[slot] if slot in sight.matter else filled for slot, filled in first.items()}


def _asked(
    question: Question, dressed: Dressed, sheet: Sheet, sight: Sight, look: str
) -> Iterator[tuple[Entry, Target]]:
    plan = question.plan
    alt = alt_text(question.product, dressed, sheet.shot.name, sight.seen)
    for background in sheet.backgrounds:
        for wanted in sheet.formats:
            xmp = xmp_packet(plan.credits, question.product.name, alt) if plan.credits.is_given else b""
            made_of = [look, background, wanted.model_dump(), digest_bytes(xmp), question.mark, code()]
            target = digest_value(made_of)
            file = file_name(plan, dressed, sheet.shot, sheet.size, sheet.frame, background, wanted, target)
            number = dressed.combination.number
            yield (
                Entry(number, sheet.key, background, MEDIA_TYPES[wanted.kind], file, target, alt),
                Target(target, file, background, wanted, xmp),
            )


def _refuse_same_names(entries: Iterable[Entry]) -> None:
    taken: dict[str, Entry] = {}
    for entry in entries:
        other = taken.setdefault(entry.file, entry)
        if other.target != entry.target:
            message = (
                f"Two different pictures would be called {entry.file!r}: of combinations {other.number} and "
                f"{entry.number}. Tell them apart by a placeholder such as {{number}}, {{shot}}, {{size}} or {{look}}."
            )
            raise PlanInvalid([Violation(code="NAME_TAKEN", path=pointer("naming", "file"), message=message)])
