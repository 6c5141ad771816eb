"""The valid assignments as a list that is never written down: how many there are, and the one with a given number."""

from collections.abc import Sequence

from configurator.rules.count import Counter, Rest
from configurator.rules.kinds import sort_out
from configurator.rules.law import Law
from configurator.rules.space import Space

Way = tuple[Sequence[str], Rest, int]
"""Choices of one kind, what is to be kept after any of them, and the assignments behind each."""


class Assignments:
    """All assignments over a space that keep all laws, in the order of its axes and choices, kind by kind.

    The number of one is found by counting what lies before it, as a combinatorial number system does, so that a fair
    draw among millions is a draw among numbers.
    """

    def __init__(self, space: Space, laws: Sequence[Law]) -> None:
        self._space = space
        self._kinds = sort_out(space, laws)
        self._counter = Counter(self._kinds, laws)
        self._known: dict[tuple[str, Rest], list[Way]] = {}
        whole = self._counter.whole
        self.total = self._counter.over(frozenset(space), whole) if whole else 0

    def pick(self, number: int) -> dict[str, str]:
        """The assignment of this number, from 0; raises `IndexError`."""
        rest, left = self._counter.whole, frozenset(self._space)
        found: dict[str, str] = {}
        if rest is None or not 0 <= number < self.total:
            raise IndexError(f"There are {self.total} assignments; {number} is none of them.")
        for axis in self._space:
            left = left - {axis}
            for members, after, behind in self._ways(axis, left, rest):
                if number < behind * len(members):
                    found[axis], number, rest = members[number // behind], number % behind, after
                    break
                number -= behind * len(members)
        return found

    def _ways(self, axis: str, left: frozenset[str], rest: Rest) -> list[Way]:
        """The kinds that `axis` can be of where `rest` is to be kept and `left` comes after it; looked at once."""
        if (axis, rest) not in self._known:
            after = {kind: self._counter.take(axis, kind, left, rest) for kind in self._kinds.members[axis]}
            self._known[axis, rest] = [
                (self._kinds.members[axis][kind], then, self._counter.over(left, then))
                for kind, then in after.items()
                if then is not None
            ]
        return self._known[axis, rest]
