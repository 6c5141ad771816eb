"""A rule over a space as what a solver takes: clauses, or a sum with its ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from configurator.catalog.rule import Limit, Rule
from configurator.rules.space import (
    Assignment,
    Box,
    Space,
    any_of,
    axes_like,
    choices_like,
    outside,
    united,
    ways_to_hold,
)


@dataclass(frozen=True)
class Clause:
    """At least one axis has one of its `allowed` choices."""

    allowed: Box

    def holds(self, assignment: Assignment) -> bool:
        """Whether `assignment`, which names every axis, keeps to it."""
        return any(assignment[axis] in choices for axis, choices in self.allowed.items())


@dataclass(frozen=True)
class Sum:
    """The amounts of all axes together stay within the ends."""

    amounts: dict[str, dict[str, int]]
    """Axis → choice → amount, for every choice of the axis."""
    at_most: int | None
    at_least: int | None

    def total(self, assignment: Assignment) -> int:
        """What `assignment` adds up to."""
        return sum(amounts[assignment[axis]] for axis, amounts in self.amounts.items())

    def holds(self, assignment: Assignment) -> bool:
        """Whether `assignment`, which names every axis, keeps to it."""
        return self.admits(self.total(assignment))

    def admits(self, total: int) -> bool:
        """Whether `total` lies within the ends."""
        return not self.too_much(total) and not self.too_little(total)

    def too_much(self, total: int) -> bool:
        """Whether `total` lies above the upper end."""
        return self.at_most is not None and total > self.at_most

    def too_little(self, total: int) -> bool:
        """Whether `total` lies below the lower end."""
        return self.at_least is not None and total < self.at_least


@dataclass(frozen=True)
class Law:
    """A rule, and what it means. `implied` ones are of Livery's own making; other checks speak for them."""

    rule: Rule
    clauses: tuple[Clause, ...] = ()
    sum: Sum | None = None
    implied: bool = False

    @property
    def axes(self) -> frozenset[str]:
        """Every axis that the law speaks of."""
        of_clauses = frozenset(axis for clause in self.clauses for axis in clause.allowed)
        return of_clauses | frozenset(self.sum.amounts if self.sum else ())

    def holds(self, assignment: Assignment) -> bool:
        """Whether `assignment`, which names every axis, keeps the law."""
        if self.sum is not None:
            return self.sum.holds(assignment)
        return all(clause.holds(assignment) for clause in self.clauses)


def enact(rule: Rule, space: Space, *, implied: bool = False) -> Law:
    """`rule` over `space`. Patterns that mean nothing there make no clause."""
    if rule.limit is not None:
        return Law(rule, sum=_sum(rule.limit, space), implied=implied)
    given = [outside(way, space) for way in ways_to_hold(rule.given, space)]
    clauses = [Clause(united(out, box)) for out in given for box in _demands(rule, space)]
    return Law(rule, tuple(clause for clause in clauses if not _always(clause, space)), implied=implied)


def _demands(rule: Rule, space: Space) -> Iterator[Box]:
    """One box a demand: in each, some axis has to lie."""
    for axis, patterns in rule.requires.items():
        yield any_of(axis, patterns, space)
    for axis, patterns in rule.excludes.items():
        for name, choices in any_of(axis, patterns, space).items():
            yield outside({name: choices}, space)
    if rule.one_of:
        parts = [[any_of(axis, patterns, space) for axis, patterns in terms.items()] for terms in rule.one_of]
        yield from (united(*picked) for picked in product(*parts))
    for left, right in combinations([list(ways_to_hold(terms, space)) for terms in rule.one_of], 2):
        for first, second in product(left, right):
            yield united(outside(first, space), outside(second, space))


def _sum(limit: Limit, space: Space) -> Sum:
    amounts: dict[str, dict[str, int]] = {}
    for pattern, listed in limit.amounts.items():
        for axis in axes_like(pattern, space):
            amounts.setdefault(axis, {choice: _amount(choice, listed, space[axis]) for choice in space[axis]})
    return Sum(amounts, limit.at_most, limit.at_least)


def _amount(choice: str, listed: dict[str, int], choices: tuple[str, ...]) -> int:
    fitting = (amount for pattern, amount in listed.items() if choice in choices_like((pattern,), choices))
    return next(fitting, 0)


def _always(clause: Clause, space: Space) -> bool:
    return any(len(choices) == len(space[axis]) for axis, choices in clause.allowed.items())
