"""What is loaded is not looked through again, what comes later is; and memory is kept from picture to picture."""

import gc
import platform
import subprocess
import sys
import weakref

import pytest

from renderer.keep_loaded import IDLE, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD, keep_loaded, keep_memory


class Knot:
    """Holds itself, so that only garbage collection ends it."""

    def __init__(self) -> None:
        self.own = self


def test_what_comes_after_is_collected_and_what_was_there_is_passed_over() -> None:
    kept = Knot()
    before = gc.get_freeze_count()
    keep_loaded()
    try:
        assert gc.get_freeze_count() > before
        assert not any(each is kept for each in gc.get_objects())
        later = weakref.ref(Knot())
        gc.collect()
        assert later() is None
    finally:
        gc.unfreeze()


FAULTS = """
import resource
import numpy as np
from renderer.keep_loaded import keep_memory

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    np.ones(6_000_000)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

fresh = [faults() for _ in range(3)]
keep_memory()
kept = [faults() for _ in range(3)]
print(fresh[-1], kept[-1])
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's allocator is told what to keep")
def test_memory_that_is_kept_is_not_asked_for_again() -> None:
    told = subprocess.run([sys.executable, "-c", FAULTS], capture_output=True, text=True, check=True)
    fresh, kept = map(int, told.stdout.split())
    assert kept < fresh / 4


class Allocator:
    """Takes thresholds up to `most`, as releases of glibc differ."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken: dict[int, int] = {}

    def mallopt(self, name: int, value: int) -> int:
        if name == M_MMAP_THRESHOLD and value > self.most:
            return 0
        self.taken[name] = value
        return 1


@pytest.mark.parametrize(("most", "kept"), [(1 << 40, 64 << 20), (32 << 20, 32 << 20), (0, None)])
def test_an_older_glibc_keeps_what_it_can_or_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, most: int, kept: int | None
) -> None:
    allocator = Allocator(most)
    monkeypatch.setattr("renderer.keep_loaded.ctypes.CDLL", lambda _: allocator)
    keep_memory()
    assert allocator.taken == ({M_MMAP_THRESHOLD: kept, M_TRIM_THRESHOLD: IDLE} if kept else {})
