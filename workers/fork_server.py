"""The process that pools fork from: a clean one, so that no thread or denoiser state of a caller reaches a child."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

DRAWING = ("workers.perform", "renderer.export.export_glb", "workers.loaded")
"""What a process loads that does jobs, in this order."""


def get_ready(preload: Sequence[str] = DRAWING) -> ForkServerContext:
    """Start the server, where it does not run; it loads the modules `preload` once, while the caller goes on."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    forkserver.ensure_running()
    return context
