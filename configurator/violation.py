"""What is wrong, or doubtful, about a configuration: said to the person who can change it."""

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


def pointer(*steps: str | int) -> str:
    """The JSON pointer that leads through `steps`, https://www.rfc-editor.org/rfc/rfc6901."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
