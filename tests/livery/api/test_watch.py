"""Whoever waits is told what keeps them waiting, whatever it is."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from livery.api.watch import Watch
from workers.home import Home
from workers.ledger import Ledger, Row


class Torn(Ledger):
    """A ledger one of whose rows cannot be read."""

    def rows(self, keys: Sequence[str], tenant: str | None = None) -> list[Row]:
        raise ValueError(f"{len(keys)} rows of {tenant}, and none to be read")


def test_all_who_wait_hear_of_what_nobody_foresaw(tmp_path: Path) -> None:
    async def wait() -> list[object]:
        watch = Watch(Torn(Home(tmp_path).database))
        both = asyncio.gather(*(watch.ended(key, 5.0) for key in "ab"), return_exceptions=True)
        return list(await asyncio.wait_for(both, 30))

    assert [type(each) for each in asyncio.run(wait())] == [ValueError, ValueError]


def test_one_that_is_in_no_ledger_has_no_row(tmp_path: Path) -> None:
    watch = Watch(Home(tmp_path).ledger)
    assert asyncio.run(watch.ended("0" * 64, 0.0)) is None
