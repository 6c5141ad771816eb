"""Which selections are in each other's way, as few as possible, and which laws say so."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from configurator.rules.law import Law, Sum
from configurator.rules.oracle import Oracle
from configurator.rules.space import Assignment

MAX_QUESTIONS = 3000
"""For a sum over very many axes: after so many smaller sets have been tried, the one known is taken."""


def conflicts(law: Law, number: int, assignment: Assignment, oracle: Oracle, laws: Sequence[int]) -> list[Assignment]:
    """For each way in which `assignment` breaks `law`: the smallest part of it there that nothing valid has."""
    found: list[Assignment] = []
    for axes, enough in _scopes(law, assignment):
        smallest = _smallest(axes, enough, assignment, oracle, sorted({number, *laws}))
        if smallest not in found:
            found.append(smallest)
    return found


def reasons(conflict: Assignment, number: int, oracle: Oracle, laws: Sequence[int]) -> tuple[int, ...]:
    """The fewest laws that it takes to see why nothing valid has `conflict`: none can be left out.

    Where the law of that `number` says it alone, it is the only one.
    """
    if not oracle.possible(conflict, [number]):
        return (number,)
    return necessary(conflict, oracle, [each for each in laws if each != number] + [number])


def necessary(conflict: Assignment, oracle: Oracle, laws: Sequence[int]) -> tuple[int, ...]:
    """Some of `laws`, which together forbid `conflict`, of which none can be left out; earlier ones go first."""
    kept = list(laws)
    for number in laws:
        without = [each for each in kept if each != number]
        if not oracle.possible(conflict, without):
            kept = without
    return tuple(sorted(kept))


def _scopes(law: Law, assignment: Assignment) -> Iterator[tuple[list[str], int]]:
    """The axes of each thing broken, and how many of its first ones are in conflict for certain."""
    order = {axis: place for place, axis in enumerate(assignment)}
    for clause in law.clauses:
        if not clause.holds(assignment):
            axes = sorted(clause.allowed, key=order.__getitem__)
            yield axes, len(axes)
    if law.sum is not None and not law.sum.holds(assignment):
        yield _heaviest_first(law.sum, assignment)


def _heaviest_first(rule: Sum, assignment: Assignment) -> tuple[list[str], int]:
    """Axes by how far they push the sum over its end, and how many of them it takes."""
    over = rule.too_much(rule.total(assignment))
    best = {axis: (min if over else max)(amounts.values()) for axis, amounts in rule.amounts.items()}
    push = {axis: abs(rule.amounts[axis][assignment[axis]] - best[axis]) for axis in rule.amounts}
    axes = sorted(push, key=lambda axis: -push[axis])
    total, taken = sum(best.values()), 0
    while not rule.too_much(total) if over else not rule.too_little(total):
        total += push[axes[taken]] if over else -push[axes[taken]]
        taken += 1
    return axes, taken


def _smallest(axes: list[str], enough: int, assignment: Assignment, oracle: Oracle, laws: Sequence[int]) -> Assignment:
    """By size; of one size, what comes first. The first `enough` of `axes` are known to be in conflict."""
    questions = 0
    for size in range(1, enough):
        for some in combinations(axes, size):
            part = {axis: assignment[axis] for axis in assignment if axis in some}
            questions += 1
            if questions > MAX_QUESTIONS or not oracle.possible(part, laws):
                return part if questions <= MAX_QUESTIONS else _first(axes, enough, assignment)
    return _first(axes, enough, assignment)


def _first(axes: list[str], enough: int, assignment: Assignment) -> Assignment:
    return {axis: assignment[axis] for axis in assignment if axis in axes[:enough]}
