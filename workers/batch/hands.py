"""Who carries out the work of a batch: lanes on this machine, or a crew on many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Fallen:
    """Stands for the result of a task that nobody could do."""

    reason: str


class Hands(Protocol):
    """They do tasks, in whatever order they come to them."""

    def map(
        self, do: Callable[[Task], Result], rows: Sequence[Sequence[Task]]
    ) -> Iterator[tuple[Task, Result | Fallen]]:
        """Results as they come; the tasks of a row have much in common and go to the same hands where that can be."""
        ...
