"""Imported by the server that pools fork from, after what draws: its compiled kernels, once for all children."""

import logging

from renderer.jit import load_kernels
from renderer.keep_loaded import keep_loaded

try:
    load_kernels()
except Exception:
    # They are loaded where they are called, then.
    logging.getLogger("livery.workers").exception("kernels could not be loaded ahead")
keep_loaded()
