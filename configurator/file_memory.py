"""What is made of a file, made once until the file changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar, TypeVarTuple

Asked = TypeVarTuple("Asked")
Made = TypeVar("Made")


def made_once(most: int) -> Callable[[Callable[[Path, *Asked], Made]], Callable[[Path, *Asked], Made]]:
    """Keeps the last `most` answers of a function of a file, and of more that can be hashed, for files of one state.

    The state is the time of the last change and the size. Answers are shared: never write to them. Raises `OSError`
    where there is no file.
    """

    def around(function: Callable[[Path, *Asked], Made]) -> Callable[[Path, *Asked], Made]:
        @lru_cache(maxsize=most)
        def in_state(_changed_ns: int, _size: int, asked: tuple[Path, *Asked]) -> Made:
            return function(*asked)

        @wraps(function)
        def current(file: Path, /, *more: *Asked) -> Made:
            state = file.stat()
            return in_state(state.st_mtime_ns, state.st_size, (file, *more))

        return current

    return around
