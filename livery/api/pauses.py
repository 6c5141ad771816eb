"""A stream that is never silent for long: proxies and phones close what they take for dead."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

ItemT = TypeVar("ItemT")


async def with_pauses(items: AsyncIterator[ItemT], seconds: float) -> AsyncGenerator[ItemT | None]:
    """`items` as they come; None whenever none has come for `seconds`."""
    coming = asyncio.ensure_future(anext(items, None))
    try:
        while True:
            ready, _ = await asyncio.wait({coming}, timeout=seconds)
            if not ready:
                yield None
                continue
            item = await coming
            if item is None:
                return
            yield item
            coming = asyncio.ensure_future(anext(items, None))
    finally:
        coming.cancel()
