"""Each state of the code compiles kernels into a folder of its own; those of states long gone are deleted."""

import os
import re
import shutil
import sys
import time
from pathlib import Path

from renderer import jit

KEPT_SECONDS = 30 * 24 * 3600.0
OURS = re.compile("[0-9a-f]{16}")
"""What `jit.cache_folder` calls a folder; others' programs may keep kernels beside them."""


def prune_kernels() -> int:
    """Delete folders of kernels that have not been used for 30 days, and count them.

    What this process has loaded counts as used now; what another state of the code uses, when it was compiled or last
    went through here. Kernels that are missed are compiled again.
    """
    folders = [folder for folder in jit.KERNELS.glob("*") if OURS.fullmatch(folder.name)]
    used = {jit.cache_folder(Path(source)) for source in _loaded_sources()}
    for folder in used.intersection(folders):
        os.utime(folder)
    old = [folder for folder in folders if _last_used(folder) < time.time() - KEPT_SECONDS]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _loaded_sources() -> list[str]:
    """Files of this package that this process has loaded."""
    loaded = [module.__file__ for name, module in sys.modules.items() if name.startswith("renderer.")]
    return [source for source in loaded if source]


def _last_used(folder: Path) -> float:
    """When a kernel was last added, in seconds since 1970; now, where another process is deleting it."""
    try:
        return max(each.stat().st_mtime for each in (folder, *folder.iterdir()))
    except FileNotFoundError:
        return time.time()
