"""What a load counts: good answers, waits, and who was turned away."""

import http.client

import pytest

from benchmarks.load import Load, load
from benchmarks.service import answered, table
from tests.support.browser import served


def test_every_answer_is_counted_and_refusals_are_told_apart() -> None:
    with served(lambda path: ("text/plain", b"yes") if path == "/there" else None) as url:

        def ask(connection: http.client.HTTPConnection, number: int) -> int:
            return answered(connection, "GET", "/there" if number % 2 else "/not")

        found = load("half", url, 2, 0.2, ask)
    assert len(found.waits) >= 2
    assert 0 < found.refused < len(found.waits)
    assert 0 < found.slowest(50) <= found.slowest(99)


def test_a_rate_is_of_good_answers_and_stands_beside_the_peers() -> None:
    ours = Load("ours", 4, 2.0, tuple([0.01] * 100), 20)
    peer = Load("peer", 4, 2.0, tuple([0.1] * 16), 0)
    assert ours.rate == pytest.approx(40)
    assert table([ours, peer]).splitlines()[2] == "| ours | 4 | 40.0 | 0.010 | 0.010 | 20 | 5.0 |"
