"""Kernels are loaded ahead of those who call them."""

import subprocess
import sys

import numpy as np

from renderer.tonemap import pbr_neutral

CHILD = """
import renderer.tonemap as tonemap
from renderer.jit import load_kernels

assert load_kernels() >= 1
assert tonemap._map_pixels.signatures
tonemap.pbr_neutral(__import__("numpy").ones((2, 3), "f4"))
assert not tonemap._map_pixels.stats.cache_misses
"""


def test_what_is_compiled_is_there_before_it_is_called() -> None:
    pbr_neutral(np.ones((2, 3), np.float32))
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
