"""A file under its key."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer.digest import digest_bytes
from renderer.store import write_atomically
from workers.batch.work import Made


def put(folder: Path, key: str, file: str, data: bytes, pixels: NDArray[np.uint8]) -> Made:
    """Write `data`, which shows `pixels` (H, W, …), to `file` below `folder`, whole or not at all."""
    write_atomically(folder / file, data)
    height, width = pixels.shape[:2]
    return Made(key, file, digest_bytes(data), len(data), width, height, (folder / file).stat().st_mtime_ns)
