"""Choices that no law tells apart are one *kind*: forty paints of which nothing is said are one to a solver."""

from collections.abc import Sequence
from dataclasses import dataclass

from configurator.rules.law import Law
from configurator.rules.space import Space


@dataclass(frozen=True)
class Kinds:
    """Axis → its kinds, each with its choices in catalog order; a kind is named by its first choice."""

    members: dict[str, dict[str, tuple[str, ...]]]
    of: dict[str, dict[str, str]]
    """Axis → choice → kind."""


def sort_out(space: Space, laws: Sequence[Law]) -> Kinds:
    """The kinds of every axis under `laws`."""
    members: dict[str, dict[str, tuple[str, ...]]] = {}
    for axis, choices in space.items():
        alike: dict[object, list[str]] = {}
        for choice in choices:
            alike.setdefault(_marks(axis, choice, laws), []).append(choice)
        members[axis] = {group[0]: tuple(group) for group in alike.values()}
    of = {axis: {each: kind for kind, group in kinds.items() for each in group} for axis, kinds in members.items()}
    return Kinds(members, of)


def _marks(axis: str, choice: str, laws: Sequence[Law]) -> tuple[object, ...]:
    """Everything that the laws say about a choice."""
    said = [choice in clause.allowed[axis] for law in laws for clause in law.clauses if axis in clause.allowed]
    added = [law.sum.amounts[axis][choice] for law in laws if law.sum and axis in law.sum.amounts]
    return tuple(said), tuple(added)
