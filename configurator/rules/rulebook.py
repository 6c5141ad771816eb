"""All laws of a product, read once; every question about what goes together is asked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from configurator.catalog.rule import Rule
from configurator.catalog.when import Situation
from configurator.rules.conflict import conflicts, necessary, reasons
from configurator.rules.count import count
from configurator.rules.encode import encode
from configurator.rules.kinds import Kinds, sort_out
from configurator.rules.law import Law
from configurator.rules.nearest import Cost, nearest
from configurator.rules.oracle import Oracle
from configurator.rules.space import Assignment, Space


@dataclass(frozen=True)
class Conflict:
    """Choices that nothing valid has all of, as few as possible, and the rules that it takes to see why."""

    choices: Assignment
    rules: tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The laws over a product's space."""

    space: Space
    laws: tuple[Law, ...]

    @cached_property
    def kinds(self) -> Kinds:
        """Which choices no law tells apart."""
        return sort_out(self.space, self.laws)

    @cached_property
    def oracle(self) -> Oracle:
        """The solver that has read the laws."""
        return Oracle(encode(self.kinds, self.laws), self.kinds)

    def active(self, situation: Situation) -> tuple[int, ...]:
        """Numbers of the laws that count in `situation`."""
        return tuple(number for number, law in enumerate(self.laws) if law.rule.when.holds(situation))

    def valid(self, assignment: Assignment, situation: Situation) -> bool:
        """Whether `assignment`, which names every axis, keeps every law, implied ones too."""
        return all(self.laws[number].holds(assignment) for number in self.active(situation))

    def conflicts(self, assignment: Assignment, situation: Situation) -> list[Conflict]:
        """What is in each other's way in `assignment`, by rule, in the order of the product; implied laws aside."""
        active = self.active(situation)
        found: dict[tuple[tuple[str, str], ...], Conflict] = {}
        for number in active:
            law = self.laws[number]
            if not law.implied and not law.holds(assignment):
                for choices in conflicts(law, number, assignment, self.oracle, active):
                    why = reasons(choices, number, self.oracle, active)
                    found.setdefault(tuple(choices.items()), Conflict(choices, self._rules(why)))
        return list(found.values())

    def why_not(self, choices: Assignment, situation: Situation) -> tuple[Rule, ...]:
        """The rules that keep `choices` from being part of anything valid in `situation`; none where it can be."""
        active = self.active(situation)
        if self.oracle.possible(choices, active):
            return ()
        return self._rules(necessary(choices, self.oracle, active))

    def nearest(
        self, assignment: Assignment, situation: Situation, cost: Cost, keep: Assignment, most: int
    ) -> list[dict[str, str]]:
        """Up to `most` ways out, cheapest first: axis → kind to change to. See `configurator.rules.nearest`."""
        return list(islice(nearest(assignment, cost, self.oracle, self.active(situation), keep), most))

    def count(self, situation: Situation, fixed: Mapping[str, Sequence[str]]) -> int:
        """How many valid assignments there are whose axes in `fixed` have one of those choices, exactly."""
        narrowed = tuple((axis, tuple(fixed.get(axis, choices))) for axis, choices in self.space.items())
        return self._counted(narrowed, self.active(situation))

    @lru_cache(maxsize=64)  # noqa: B019 - a rulebook lives as long as its catalog
    def _counted(self, space: tuple[tuple[str, tuple[str, ...]], ...], active: tuple[int, ...]) -> int:
        return count(dict(space), [self.laws[number] for number in active])

    def _rules(self, numbers: Sequence[int]) -> tuple[Rule, ...]:
        return tuple(self.laws[number].rule for number in numbers)
