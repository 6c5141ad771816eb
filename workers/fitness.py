"""What a worker looks at in itself before it takes a job: room on the disk, memory, fonts; and OpenGL, as it begins."""

import shutil
from ctypes.util import find_library
from functools import cache
from pathlib import Path

from renderer.errors import EngineUnavailable

DISK_MB, MEMORY_MB = 300, 200
"""Less than this is free, and a job would probably end half-way."""
MEMORY = Path("/proc/meminfo")


def unfit(root: Path) -> str:
    """Why this machine should take no work now, for a person to act on; empty where it may."""
    free = shutil.disk_usage(existing(root)).free // 1_000_000
    if free < DISK_MB:
        return f"Its disk has {free} MB free; {DISK_MB} MB are needed. Free some, or set LIVERY_HOME elsewhere."
    available = memory_mb()
    if available < MEMORY_MB:
        return f"{available} MB of memory are left; {MEMORY_MB} MB are needed. Run fewer workers."
    return missing_font()


@cache
def missing_font() -> str:
    """Which font is not installed here, and how it is; looked for once a process."""
    from renderer.artwork.fonts import fonts  # noqa: PLC0415 - HarfBuzz is loaded for those who work

    try:
        for each in fonts():
            each.path  # noqa: B018 - looking for it is all that is wanted
    except EngineUnavailable as error:
        return error.message
    return ""


def unable() -> str:
    """What this machine cannot do, though it may work all the same; empty where it can do everything."""
    if find_library("EGL") and find_library("GL"):
        return ""
    return "No OpenGL: studio draws what the draft engine is asked for, and says so. `livery doctor` helps."


def existing(path: Path) -> Path:
    """`path`, or the nearest folder above it that is there."""
    return path if path.exists() else existing(path.parent)


def memory_mb() -> int:
    """What the kernel could still give; where it does not say, enough."""
    try:
        lines = dict(line.split(":", 1) for line in MEMORY.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError, ValueError):
        return MEMORY_MB
