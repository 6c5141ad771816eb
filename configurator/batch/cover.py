"""As few combinations as a library finds, such that every valid pair or triple of options is in one of them."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import covertable  # type: ignore[import-untyped]

from configurator.batch.ruled import varying
from configurator.rules.law import Law
from configurator.rules.pick import Assignments
from configurator.rules.space import Assignment, Space

Condition = dict[str, object]


def cover(space: Space, laws: Sequence[Law], strength: int) -> list[dict[str, str]]:
    """Valid assignments over `space` that hold every valid choice of `strength` axes together; the same on every run.

    Greedy rows by covertable, https://github.com/walkframe/covertable, which keeps the laws as conditions in
    three-valued logic.
    """
    if Assignments(space, laws).total == 0:
        return []
    open_axes = varying(space)
    fixed = {axis: choices[0] for axis, choices in space.items() if axis not in open_axes}
    if len(open_axes) < strength:
        found = Assignments(space, laws)
        return [found.pick(number) for number in range(found.total)]
    conditions = [condition for law in laws for condition in _conditions(law, fixed)]
    rows = covertable.make({axis: list(choices) for axis, choices in open_axes.items()}, strength=strength,
                           constraints=conditions)  # fmt: skip
    return [{axis: row.get(axis, fixed.get(axis, "")) for axis in space} for row in rows]


def _conditions(law: Law, fixed: Assignment) -> Iterator[Condition]:
    """`law` over the axes that are not `fixed`; nothing where those keep it."""
    for clause in law.clauses:
        if not any(fixed.get(axis) in choices for axis, choices in clause.allowed.items()):
            open_axes = {axis: choices for axis, choices in clause.allowed.items() if axis not in fixed}
            terms = [{"operator": "in", "left": axis, "values": sorted(choices)} for axis, choices in open_axes.items()]
            yield {"operator": "or", "conditions": terms}
    if law.sum is not None:
        needs = [axis for axis in law.sum.amounts if axis not in fixed]
        held = sum(amounts[fixed[axis]] for axis, amounts in law.sum.amounts.items() if axis in fixed)
        rule = law.sum

        def keeps(row: Assignment) -> bool:
            return rule.admits(held + sum(rule.amounts[axis][row[axis]] for axis in needs))

        if needs:
            yield {"operator": "fn", "requires": needs, "evaluate": keeps}


def covered(rows: Sequence[Assignment], strength: int) -> set[tuple[tuple[str, str], ...]]:
    """Every choice of `strength` axes together that is in one of `rows`."""
    return {together for row in rows for together in combinations(sorted(row.items()), strength)}
