"""Imported by the server that pools fork from: what draws, and its compiled kernels, once for all its children."""

import logging

import renderer.export.export_glb
import workers.perform
from renderer.jit import load_kernels

LOADED = (renderer.export.export_glb, workers.perform)

try:
    load_kernels()
except Exception:
    # They are loaded where they are called, then.
    logging.getLogger("livery.workers").exception("kernels could not be loaded ahead")
