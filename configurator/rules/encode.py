"""Laws over kinds as clauses of propositional logic (CNF), https://en.wikipedia.org/wiki/Conjunctive_normal_form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, count

from configurator.rules.kinds import Kinds
from configurator.rules.law import Clause, Law, Sum

Literals = list[int]
"""Variables count from 1; a negative one is negated."""


@dataclass(frozen=True)
class Encoding:
    """Every axis has exactly one kind; a law counts where its switch is on."""

    clauses: tuple[Literals, ...]
    variable: dict[tuple[str, str], int]
    """(axis, kind) → its variable."""
    switches: tuple[int, ...]
    """One a law."""


def encode(kinds: Kinds, laws: Sequence[Law]) -> Encoding:
    """`laws` over `kinds`. Sums become a diagram of partial sums, each a variable."""
    names = count(1)
    variable = {(axis, kind): next(names) for axis, members in kinds.members.items() for kind in members}
    switches = tuple(next(names) for _ in laws)
    each = (_law(law, -switch, kinds, variable, names) for law, switch in zip(laws, switches, strict=True))
    clauses = chain(_exactly_one(kinds, variable), chain.from_iterable(each))
    return Encoding(tuple(clauses), variable, switches)


def _exactly_one(kinds: Kinds, variable: dict[tuple[str, str], int]) -> Iterator[Literals]:
    for axis, members in kinds.members.items():
        options = [variable[axis, kind] for kind in members]
        yield options
        yield from ([-first, -second] for first, second in combinations(options, 2))


def _law(
    law: Law, off: int, kinds: Kinds, variable: dict[tuple[str, str], int], names: "count[int]"
) -> Iterator[Literals]:
    for clause in law.clauses:
        yield [off, *_clause(clause, kinds, variable)]
    if law.sum is not None:
        yield from _sum(law.sum, off, kinds, variable, names)


def _clause(clause: Clause, kinds: Kinds, variable: dict[tuple[str, str], int]) -> Iterator[int]:
    for axis, choices in clause.allowed.items():
        yield from (variable[axis, kind] for kind in kinds.members[axis] if kind in choices)


def _sum(
    rule: Sum, off: int, kinds: Kinds, variable: dict[tuple[str, str], int], names: "count[int]"
) -> Iterator[Literals]:
    """A node for every partial sum that can still go either way; a step that can no longer end well is forbidden.

    Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell 2012, "A New Look at BDDs for Pseudo-Boolean Constraints".
    """
    nodes: dict[int, Literals] = {0: []}
    rest = list(rule.amounts)
    while rest:
        axis = rest.pop(0)
        least, most = _ends(rule, rest)
        onward: dict[int, Literals] = {}
        for total, not_here in nodes.items():
            for kind in kinds.members[axis]:
                step = [off, -variable[axis, kind], *not_here]
                reached = total + rule.amounts[axis][kind]
                if rule.too_much(reached + least) or rule.too_little(reached + most):
                    yield step
                elif not (rule.admits(reached + least) and rule.admits(reached + most)):
                    onward.setdefault(reached, [-next(names)])
                    yield [*step, -onward[reached][0]]
        nodes = onward


def _ends(rule: Sum, axes: Sequence[str]) -> tuple[int, int]:
    """The least and the most that `axes` can add."""
    least = sum(min(rule.amounts[axis].values()) for axis in axes)
    return least, sum(max(rule.amounts[axis].values()) for axis in axes)
