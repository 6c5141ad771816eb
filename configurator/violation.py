"""What is wrong, or doubtful, about a configuration: said to the person who can change it."""

from decimal import Decimal
from typing import Literal

from renderer.recipe import Frozen


class Finding(Frozen):
    """Something to say about one place in a configuration.

    `code` is stable and upper case; `path` is a JSON pointer (RFC 6901) into the configuration; `message` says what is
    wrong and what the limit is; `suggestions` are values that are valid at `path`, best first, or ways out in words.
    """

    code: str
    path: str
    message: str
    suggestions: tuple[str, ...] = ()


class Violation(Finding):
    """A finding that keeps the configuration from being built."""


class Warning(Finding):
    """A finding that a customer should see before ordering; it stops nothing."""


class Change(Frozen):
    """One thing to write differently: `value` at `path`, where None takes away what is there."""

    path: str
    value: str | int | None
    text: str
    """For people: what becomes what."""


class WayOut(Frozen):
    """Changes that together make the configuration keep every rule."""

    changes: tuple[Change, ...]
    price_difference: Decimal
    """What the whole order then costs more, or less."""
    currency: str
    text: str


class RuleViolation(Violation):
    """Selections that do not go together, as few as possible; the message gives the rules' own words."""

    rules: tuple[str, ...]
    """Ids of the rules that it takes to see it."""
    level: Literal["technical", "manufacturing", "business"]
    conflict: tuple[str, ...]
    """JSON pointers of the selections, in the product's order; what is not written there is a default."""
    ways_out: tuple[WayOut, ...]
    """Nearest first."""


def pointer(*steps: str | int) -> str:
    """The JSON pointer that leads through `steps`, https://www.rfc-editor.org/rfc/rfc6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
