"""Imported by the server that pools fork from, after what draws: its compiled kernels, once for all children."""

import logging

from renderer.jit import load_kernels
from renderer.settle import settle

try:
    load_kernels()
except Exception:
    # They are loaded where they are called, then.
    logging.getLogger("livery.workers").exception("kernels could not be loaded ahead")
settle()
