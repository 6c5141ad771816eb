"""The valid configurations that are nearest to one that is not."""

from collections.abc import Callable, Iterator, Sequence

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from configurator.rules.oracle import Oracle
from configurator.rules.space import Assignment

Cost = Callable[[str, str], int]
"""(axis, kind) → what it costs to change the axis to that kind, above 0."""


def nearest(
    current: Assignment, cost: Cost, oracle: Oracle, laws: Sequence[int], keep: Assignment
) -> Iterator[dict[str, str]]:
    """Axis → kind to change to, cheapest first (weighted MaxSAT), without end until there is none left.

    What is in `keep` stays as it says. None holds all the changes of an earlier one: each is another way out.
    """
    formula = _formula(current, cost, oracle, laws, keep)
    with RC2(formula) as solver:
        while model := solver.compute():
            true = {literal for literal in model if literal > 0}
            changes = _changes(current, oracle, true)
            yield changes
            if not changes:
                return
            solver.add_clause([-oracle.encoding.variable[axis, kind] for axis, kind in changes.items()])


def _formula(current: Assignment, cost: Cost, oracle: Oracle, laws: Sequence[int], keep: Assignment) -> WCNF:
    formula = WCNF()
    active = {oracle.encoding.switches[number] for number in laws}
    for clause in oracle.encoding.clauses:
        formula.append(clause)
    for switch in oracle.encoding.switches:
        formula.append([switch if switch in active else -switch])
    for axis, choice in keep.items():
        formula.append([oracle.variable(axis, choice)])
    for (axis, kind), variable in oracle.encoding.variable.items():
        if kind != oracle.kinds.of[axis][current[axis]]:
            formula.append([-variable], weight=cost(axis, kind))
    return formula


def _changes(current: Assignment, oracle: Oracle, true: set[int]) -> dict[str, str]:
    chosen = {axis: kind for (axis, kind), variable in oracle.encoding.variable.items() if variable in true}
    return {axis: kind for axis, kind in chosen.items() if kind != oracle.kinds.of[axis][current[axis]]}
