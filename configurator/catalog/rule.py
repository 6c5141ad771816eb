"""`[[rules]]` of a product.toml: what goes together and what does not, each with a sentence for people.

A rule speaks of *axes*: features by their code, and personalization zones as `zone:<id>`, whose choice is the finish or
`none`. Axes and choices may be patterns: `"zone:seat_back_*" = "embroidered"`, `seat_color = "leather.*"`.
"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from configurator.catalog.text import Code, Sentence
from configurator.catalog.when import When
from renderer.recipe import Frozen


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
Terms = dict[str, Patterns]
"""Axis → patterns of choices. A term holds where the axis has one of them; of an axis pattern, where any axis has."""
Level = Literal["technical", "manufacturing", "business"]


class Limit(Frozen):
    """A sum over what is chosen: each axis adds the amount of its choice, 0 where none is listed."""

    amounts: dict[str, dict[str, Annotated[int, Field(ge=-1_000_000, le=1_000_000)]]] = Field(min_length=1)
    """Axis → choice → whole units. The first pattern that fits counts."""
    at_most: int | None = None
    at_least: int | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.at_most is None and self.at_least is None:
            raise ValueError("a limit has `at_most`, `at_least` or both")
        return self


class Rule(Frozen):
    """If all of `given` holds: all of `requires` holds, none of `excludes`, exactly one of `one_of`, the `limit`."""

    model_config = ConfigDict(populate_by_name=True)

    id: Code
    level: Level
    text: Sentence
    """Why, for the person who chose otherwise."""
    when: When = When()
    given: Terms = Field(default_factory=dict, alias="if")
    requires: Terms = Field(default_factory=dict)
    excludes: Terms = Field(default_factory=dict)
    one_of: tuple[Terms, ...] = ()
    limit: Limit | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [bool(self.requires), bool(self.excludes), bool(self.one_of), self.limit is not None]
        if sum(said) != 1:
            raise ValueError("a rule has exactly one of `requires`, `excludes`, `one_of` and `limit`")
        if self.limit and self.given:
            raise ValueError("a `limit` holds always; put its condition into `when`")
        return self
