"""How many cores a process takes."""

import subprocess
import sys

import pytest

ENTRANCES = ("renderer.studio", "configurator.resolve", "workers.app", "livery.cli")
PROBE = """
import {entrance}, os, numpy
numpy.ones((300, 300)) @ numpy.ones((300, 300))
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_no_thread_of_linear_algebra_waits_beside_the_work(entrance: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROBE.format(entrance=entrance)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "1"
