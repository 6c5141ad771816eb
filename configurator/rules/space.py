"""What can vary: axes, each with its choices, and which of them patterns mean."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import product

from configurator.catalog.rule import Patterns, Terms

Space = Mapping[str, tuple[str, ...]]
"""Axis → its choices, in catalog order."""
Assignment = Mapping[str, str]
"""Axis → its choice."""
Box = Mapping[str, frozenset[str]]
"""Axis → some of its choices."""


def axes_like(pattern: str, space: Space) -> list[str]:
    """Axes that `pattern` means, in the order of the space."""
    return [axis for axis in space if fnmatchcase(axis, pattern)]


def choices_like(patterns: Patterns, choices: tuple[str, ...]) -> frozenset[str]:
    """Choices that one of `patterns` means."""
    return frozenset(choice for choice in choices if any(fnmatchcase(choice, each) for each in patterns))


def any_of(axis_pattern: str, patterns: Patterns, space: Space) -> Box:
    """The term as a box: it holds where one axis of the box has one of its choices."""
    found = {axis: choices_like(patterns, space[axis]) for axis in axes_like(axis_pattern, space)}
    return {axis: choices for axis, choices in found.items() if choices}


def ways_to_hold(terms: Terms, space: Space) -> Iterator[Box]:
    """Boxes, in at least one of which every axis has to lie for all `terms` to hold; one empty box for no terms."""
    each = [list(any_of(axis, patterns, space).items()) for axis, patterns in terms.items()]
    for way in product(*each):
        box: dict[str, frozenset[str]] = {}
        for axis, choices in way:
            box[axis] = box[axis] & choices if axis in box else choices
        if all(box.values()):
            yield box


def outside(box: Box, space: Space) -> Box:
    """Axis → the choices that are not in `box`."""
    return {axis: frozenset(space[axis]) - choices for axis, choices in box.items()}


def united(*boxes: Box) -> Box:
    """Axis → choices of any of `boxes`."""
    found: dict[str, frozenset[str]] = {}
    for box in boxes:
        for axis, choices in box.items():
            found[axis] = found.get(axis, frozenset()) | choices
    return found


def hold(terms: Terms, assignment: Assignment) -> bool:
    """Whether all `terms` hold in `assignment`."""
    return all(_holds(axis, patterns, assignment) for axis, patterns in terms.items())


def _holds(axis_pattern: str, patterns: Patterns, assignment: Assignment) -> bool:
    meant = (choice for axis, choice in assignment.items() if fnmatchcase(axis, axis_pattern))
    return any(choices_like(patterns, (choice,)) for choice in meant)
