"""What is loaded is not looked through again, what comes later is; and memory is kept from picture to picture."""

import gc
import platform
import subprocess
import sys
import weakref

import pytest

from renderer.keep_loaded import keep_loaded


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
