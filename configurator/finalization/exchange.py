"""Put a folder in the place of another at once."""

import ctypes
import errno
import os
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}
"""What a kernel or a file system says that cannot exchange."""


def exchange(fresh: Path, folder: Path) -> None:
    """Each bears the other's name from here on: whoever looks meets the old or the new, whoever is cut off has both.

    [renameat2](https://man7.org/linux/man-pages/man2/rename.2.html) does it; where there is none, two renames do, and
    for an instant there is no `folder`. Raises `OSError`.
    """
    if _exchanged(fresh, folder):
        return
    aside = fresh.with_name(f"{fresh.name}-was")
    folder.rename(aside)
    fresh.rename(folder)
    aside.rename(fresh)


def _exchanged(fresh: Path, folder: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(AT_FDCWD, os.fsencode(fresh), AT_FDCWD, os.fsencode(folder), RENAME_EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in UNABLE:
        return False
    raise OSError(failed, os.strerror(failed), str(folder))
