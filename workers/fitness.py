"""What a worker looks at in itself before it takes a job: room on the disk, and memory."""

import shutil
from pathlib import Path

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
    return ""


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
