"""What several choices of a kind do not have in common, each in its own words."""

from collections.abc import Mapping, Sequence
from typing import Any


def apart(choices: Sequence[Mapping[str, Any] | None]) -> list[str]:
    """For each of `choices` the fields in which they differ, `layout arched, mirrored yes`; of None, nothing."""
    there = [choice for choice in choices if choice is not None]
    names = dict.fromkeys(name for choice in there for name in choice)
    differing = [name for name in names if any(choice.get(name) != there[0].get(name) for choice in there)]
    return [
        ", ".join(f"{_called(name)} {_said(choice.get(name))}" for name in differing) if choice else ""
        for choice in choices
    ]


def _called(name: str) -> str:
    """A field for people, who read English as the pages write it."""
    return name.replace("_", " ").replace("color", "colour")


def _said(value: Any) -> str:  # noqa: ANN401 - of a field, whatever it holds
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return " ".join(f"{_called(name)} {_said(each)}" for name, each in value.items()) or "none"
    if isinstance(value, list | tuple):
        return " ".join(map(_said, value)) or "none"
    return "none" if value is None or value == "" else str(value)
