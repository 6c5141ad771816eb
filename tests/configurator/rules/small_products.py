"""Random small products with random rules, and what is true of them found by trying everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

from configurator.catalog.rule import Rule
from configurator.rules.encode import encode
from configurator.rules.kinds import sort_out
from configurator.rules.law import Law, enact
from configurator.rules.oracle import Oracle
from configurator.rules.space import Assignment, Space


@dataclass(frozen=True)
class SmallProduct:
    """A space of a few axes and its laws."""

    space: Space
    laws: tuple[Law, ...]

    @property
    def oracle(self) -> Oracle:
        kinds = sort_out(self.space, self.laws)
        return Oracle(encode(kinds, self.laws), kinds)

    @property
    def numbers(self) -> range:
        return range(len(self.laws))

    def assignments(self) -> list[dict[str, str]]:
        return [dict(zip(self.space, choices, strict=True)) for choices in product(*self.space.values())]

    def valid(self, laws: Sequence[int] | None = None) -> list[dict[str, str]]:
        counted = [self.laws[number] for number in (self.numbers if laws is None else laws)]
        return [each for each in self.assignments() if all(law.holds(each) for law in counted)]


def agree(part: Assignment, whole: Iterable[Assignment]) -> bool:
    """Whether some of `whole` has all of `part`."""
    return any(all(each[axis] == choice for axis, choice in part.items()) for each in whole)


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=5))
    return {chr(97 + at): tuple(f"{chr(97 + at)}{n}" for n in range(size)) for at, size in enumerate(sizes)}


@st.composite
def terms(draw: st.DrawFn, space: Space, least: int = 1, most: int = 2) -> dict[str, tuple[str, ...]]:
    axes = draw(st.lists(st.sampled_from(list(space)), min_size=least, max_size=most, unique=True))
    return {axis: tuple(draw(st.lists(st.sampled_from(space[axis]), min_size=1, unique=True))) for axis in axes}


@st.composite
def rules(draw: st.DrawFn, space: Space, number: int) -> Rule:
    form = draw(st.sampled_from(["requires", "excludes", "one_of", "limit"]))
    said: object
    if form == "limit":
        axes = draw(st.lists(st.sampled_from(list(space)), min_size=1, unique=True))
        amount = st.integers(-3, 9)
        amounts = {axis: {choice: draw(amount) for choice in space[axis]} for axis in axes}
        ends = draw(st.sampled_from([("at_most",), ("at_least",), ("at_most", "at_least")]))
        said = {"amounts": amounts, **{end: draw(st.integers(-2, 14)) for end in ends}}
    else:
        said = draw(st.lists(terms(space), min_size=2, max_size=3)) if form == "one_of" else draw(terms(space))
    given = {} if form == "limit" else draw(terms(space, least=0))
    return Rule.model_validate(
        {"id": f"rule-{number}", "level": "technical", "text": f"Reason number {number}.", "if": given, form: said}
    )


@st.composite
def small_products(draw: st.DrawFn, most_rules: int = 5) -> SmallProduct:
    space = draw(spaces())
    written = [draw(rules(space, number)) for number in range(draw(st.integers(1, most_rules)))]
    return SmallProduct(space, tuple(enact(rule, space) for rule in written))
