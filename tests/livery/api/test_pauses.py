import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

from livery.api.pauses import with_pauses


async def slowly() -> AsyncIterator[int]:
    """One thing at once, another after a while."""
    yield 1
    await asyncio.sleep(0.1)
    yield 2


async def heard(most: int = 1000) -> list[int | None]:
    found: list[int | None] = []
    async with aclosing(with_pauses(slowly(), 0.02)) as items:
        async for item in items:
            found.append(item)
            if len(found) == most:
                break
    return found


def test_nothing_is_lost_and_no_silence_is_long() -> None:
    found = asyncio.run(heard())
    assert [item for item in found if item] == [1, 2]
    assert found[1:-1].count(None) == len(found) - 2 > 0


def test_who_goes_away_leaves_nothing_running() -> None:
    async def leave() -> int:
        assert await heard(2) == [1, None]
        await asyncio.sleep(0)
        return len(asyncio.all_tasks())

    assert asyncio.run(leave()) == 1
