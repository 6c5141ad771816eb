"""How many cores a process takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="Threads are counted as Linux tells them.")
ENTRANCES = ("renderer.studio", "configurator.resolve", "workers.app", "livery.cli")
PROBE = """
import {entrance}, os, numpy
numpy.ones((300, 300)) @ numpy.ones((300, 300))
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_no_thread_of_linear_algebra_waits_beside_the_work(entrance: str) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", PROBE.format(entrance=entrance)]
    told = subprocess.run(command, env=bare, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "1"
