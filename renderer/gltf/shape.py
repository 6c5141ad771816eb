"""The words in which the shape of a glTF document is described."""

import math
from dataclasses import dataclass
from typing import Any

Shape = Any
"""A type (`str`, `bool`), one of the classes below, or a dict of shapes by key for an object."""


@dataclass(frozen=True)
class Each:
    """An array, each item of one shape."""

    item: Shape


@dataclass(frozen=True)
class Values:
    """An object that is a dictionary, each value of one shape."""

    item: Shape


@dataclass(frozen=True)
class Ref:
    """An index into the collection of that name."""

    collection: str


@dataclass(frozen=True)
class Number:
    """A finite number, at least `least`; `whole` where glTF wants an integer."""

    least: float = -math.inf
    whole: bool = False


@dataclass(frozen=True)
class Numbers:
    """`length` finite numbers."""

    length: int


COUNT = Number(least=0, whole=True)
FACTOR = Number()
