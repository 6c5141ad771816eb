"""How many valid assignments there are, exactly: parts that have nothing to do with each other are multiplied."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from configurator.rules.kinds import Kinds, sort_out
from configurator.rules.law import Law
from configurator.rules.space import Space


@dataclass(frozen=True)
class Rest:
    """What is still to be kept by axes that have no choice yet."""

    clauses: frozenset[int]
    sums: frozenset[tuple[int, int]]
    """(number, what is added up so far)."""


def count(space: Space, laws: Sequence[Law]) -> int:
    """The number of assignments over `space` that keep all `laws`.

    Branches on one axis at a time and counts each part that is left once (Sang, Bacchus, Beame, Kautz, Pitassi 2004,
    "Combining Component Caching and Clause Learning for Effective Model Counting").
    """
    counter = Counter(sort_out(space, laws), laws)
    return counter.over(frozenset(space), counter.whole) if counter.whole else 0


class Counter:
    """Counts what is left at any point of a walk through axes; what it has counted it knows."""

    def __init__(self, kinds: Kinds, laws: Sequence[Law]) -> None:
        clauses = [clause for law in laws for clause in law.clauses]
        sums = [law.sum for law in laws if law.sum is not None]
        everything = Rest(frozenset(range(len(clauses))), frozenset((number, 0) for number in range(len(sums))))
        keepable = all(clause.allowed for clause in clauses) and all(rule.amounts or rule.admits(0) for rule in sums)
        self.whole = everything if keepable else None
        """What is to be kept before anything is chosen; None where nothing can keep it."""
        self.sizes = {axis: {kind: len(group) for kind, group in of.items()} for axis, of in kinds.members.items()}
        self.clauses = clauses
        self.sums = sums
        self.known: dict[tuple[frozenset[str], Rest], int] = {}

    def over(self, axes: frozenset[str], rest: Rest) -> int:
        """The assignments of `axes` that keep `rest`, part by part."""
        parts = list(self._parts(axes, rest))
        free = axes.difference(*(part for part, _ in parts))
        return prod(sum(self.sizes[axis].values()) for axis in free) * prod(self._part(*part) for part in parts)

    def _part(self, axes: frozenset[str], rest: Rest) -> int:
        key = (axes, rest)
        if key not in self.known:
            axis = self._busiest(axes, rest)
            left = axes - {axis}
            steps = ((size, self.take(axis, kind, left, rest)) for kind, size in self.sizes[axis].items())
            self.known[key] = sum(size * self.over(left, after) for size, after in steps if after is not None)
        return self.known[key]

    def _scopes(self, rest: Rest) -> Iterator[Iterable[str]]:
        yield from (self.clauses[number].allowed for number in sorted(rest.clauses))
        yield from (self.sums[number].amounts for number, _ in sorted(rest.sums))

    def _busiest(self, axes: frozenset[str], rest: Rest) -> str:
        """The axis of which most is said; then the one with the fewest kinds, then by name."""
        said = dict.fromkeys(axes, 0)
        for scope in self._scopes(rest):
            for axis in axes.intersection(scope):
                said[axis] += 1
        return min(axes, key=lambda axis: (-said[axis], len(self.sizes[axis]), axis))

    def _parts(self, axes: frozenset[str], rest: Rest) -> Iterator[tuple[frozenset[str], Rest]]:
        """Axes that share a law, directly or by way of others, with what is to be kept by them."""
        groups: list[set[str]] = []
        for scope in self._scopes(rest):
            joined = set(axes.intersection(scope))
            apart = [group for group in groups if not group & joined]
            groups = [*apart, joined.union(*(group for group in groups if group & joined))]
        for group in groups:
            clauses = frozenset(each for each in rest.clauses if not group.isdisjoint(self.clauses[each].allowed))
            sums = frozenset(each for each in rest.sums if not group.isdisjoint(self.sums[each[0]].amounts))
            yield frozenset(group), Rest(clauses, sums)

    def take(self, axis: str, kind: str, left: frozenset[str], rest: Rest) -> Rest | None:
        """What is to be kept once `axis` is of this kind; None where something can be kept no more."""
        unmet = [number for number in rest.clauses if kind not in self.clauses[number].allowed.get(axis, ())]
        if any(left.isdisjoint(self.clauses[number].allowed) for number in unmet):
            return None
        sums = []
        for number, before in rest.sums:
            rule = self.sums[number]
            total = before + rule.amounts.get(axis, {}).get(kind, 0)
            open_axes = [amounts for name, amounts in rule.amounts.items() if name in left]
            least = total + sum(min(amounts.values()) for amounts in open_axes)
            most = total + sum(max(amounts.values()) for amounts in open_axes)
            if rule.too_much(least) or rule.too_little(most):
                return None
            if not (rule.admits(least) and rule.admits(most)):
                sums.append((number, total))
        return Rest(frozenset(unmet), frozenset(sums))
