"""What is costly to make is made once, and leaves when there is no more room for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from renderer.room import Room


def test_a_thing_is_made_once() -> None:
    room = Room[bytes](100, size=len)
    made = room.get("a", lambda: b"1" * 10)
    assert room.get("a", lambda: b"never asked for") is made
    assert room.find("b") is None


def test_what_was_used_longest_ago_leaves() -> None:
    room = Room[bytes](2, size=lambda _: 1)
    for name in ("a", "b", "a", "c"):
        room.get(name, name.encode)
    assert [name for name in ("a", "b", "c") if room.find(name)] == ["a", "c"]
    assert room.held == 2


def test_one_alone_may_be_larger_than_the_room() -> None:
    room = Room[bytes](5, size=len)
    room.get("small", lambda: b"123")
    room.get("large", lambda: b"1" * 50)
    assert (room.find("small"), room.held) == (None, 50)


def test_of_two_who_made_the_same_both_get_one() -> None:
    room, both = Room[list[int]](10, size=len), Barrier(2)

    def make() -> list[int]:
        both.wait(5)
        return [1, 2, 3]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: room.get("a", make), range(2))
    assert first is second
    assert room.held == 3
