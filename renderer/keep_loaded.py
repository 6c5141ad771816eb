"""A process that has loaded what it draws with, and is about to draw."""

import ctypes
import gc

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""https://man7.org/linux/man-pages/man3/mallopt.3.html"""
LARGEST = 64 << 20, 32 << 20
"""Bytes: the largest array of a picture that is kept for the next. Some releases take no more than the second."""
IDLE = 512 << 20
"""Bytes at the end of the heap that are kept in all."""


def keep_loaded() -> None:
    """Let garbage collection pass over all that is there by now, and keep memory from picture to picture.

    Libraries are half a million objects. To look them through now and then takes a tenth of a second, out of some
    customer's picture; and memory that a child shares with the process it was forked from is no longer shared then.
    """
    gc.collect()
    gc.freeze()
    keep_memory()


def keep_memory() -> None:
    """Let what one picture frees be the next one's.

    Otherwise each page goes back to the operating system, which has to find and empty it again a moment later: up to a
    tenth of what a name in heavy letters costs.
    """
    allocator = ctypes.CDLL(None)
    # The second alone would be worse than nothing: it also ends that glibc finds the first out by itself.
    if hasattr(allocator, "mallopt") and any(allocator.mallopt(M_MMAP_THRESHOLD, each) for each in LARGEST):
        allocator.mallopt(M_TRIM_THRESHOLD, IDLE)
