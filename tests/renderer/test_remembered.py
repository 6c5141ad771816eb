"""Long questions are answered once, and neither they nor their answers are hoarded."""

import sys

import pytest

from renderer.errors import ArtworkError
from renderer.remembered import remembered


def test_equal_questions_are_answered_once() -> None:
    calls: list[bytes] = []

    @remembered(1 << 20)
    def length(data: bytes, times: int = 1) -> int:
        calls.append(data)
        return len(data) * times

    assert [length(b"abc"), length(b"ab" + b"c"), length(b"abc", times=2)] == [3, 3, 6]
    assert len(calls) == 2


def test_text_and_bytes_are_different_questions() -> None:
    @remembered(1 << 20)
    def kind(data: object) -> str:
        return type(data).__name__

    assert [kind("a"), kind(b"a")] == ["str", "bytes"]


def test_the_question_is_let_go_of() -> None:
    @remembered(1 << 20)
    def length(data: bytes) -> int:
        return len(data)

    question = b"x" * 1000
    held = sys.getrefcount(question)
    assert length(question) == 1000
    assert sys.getrefcount(question) == held


def test_more_than_fits_is_forgotten() -> None:
    made: list[int] = []

    @remembered(3100, size=len)
    def row(number: int) -> bytes:
        made.append(number)
        return bytes(1000)

    for number in (1, 2, 1, 3, 1, 2):
        row(number)
    assert made == [1, 2, 3, 2]


def test_refusals_are_kept_unless_they_pass() -> None:
    asked: list[bool] = []

    @remembered(1000)
    def refused(passing: bool) -> int:
        asked.append(passing)
        raise ArtworkError("Too much.", code="SVG_TIMEOUT", suggestions=("less",), passing=passing)

    for passing in (False, False, True, True):
        with pytest.raises(ArtworkError) as caught:
            refused(passing)
        assert (caught.value.code, caught.value.suggestions) == ("SVG_TIMEOUT", ("less",))
    assert asked == [False, True, True]


def test_other_errors_are_not_kept() -> None:
    @remembered(1000)
    def wrong(data: bytes) -> int:
        raise ValueError(data)

    for _ in range(2):
        with pytest.raises(ValueError, match="x"):
            wrong(b"x")
