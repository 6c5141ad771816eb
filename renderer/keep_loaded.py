"""A process that has loaded what it draws with, and is about to draw."""

import gc


def keep_loaded() -> None:
    """Let garbage collection pass over all that is there by now: it stays.

    Libraries are half a million objects. To look them through now and then takes a tenth of a second, out of some
    customer's picture; and memory that a child shares with the process it was forked from is no longer shared then.
    """
    gc.collect()
    gc.freeze()
