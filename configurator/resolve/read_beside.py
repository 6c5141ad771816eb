"""Read a customer's file, and no other file."""

from pathlib import Path, PurePosixPath
from typing import NoReturn

from renderer.closest import closest
from renderer.errors import InputError

MAX_BYTES = 50_000_000
HEAD = 4096
JPEG = (b"\xff\xd8\xff",)
BEGINNINGS = {
    ".svg": (b"<svg", b":svg", b"<\0s\0v\0g"),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".webp": (b"WEBP",),
}
"""Ending → what stands in the first bytes of such a file."""


class FileRefused(InputError):
    """A file that cannot be used; `code` and `suggestions` as in a `Violation`."""

    def __init__(self, code: str, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message, code=code, details={"suggestions": list(suggestions)})
        self.suggestions = suggestions


def read_beside(folder: Path | None, name: str) -> bytes:
    """The bytes of the file `name` inside `folder`; raises `FileRefused` for any that is missing, huge or elsewhere.

    Links are followed first: what counts is where the bytes lie.
    """
    if folder is None:
        raise FileRefused("FILE_MISSING", f"{name[:100]!r} cannot be read: this configuration came without files.")
    try:
        path = (folder / name).resolve()
        if _leads_out(folder, name, path):
            raise _outside(folder, name)
        return _read(path, name) if path.is_file() else _missing(folder, name)
    except (OSError, ValueError):
        _missing(folder, name)


def _leads_out(folder: Path, name: str, path: Path) -> bool:
    written = PurePosixPath(name)
    odd = written.is_absolute() or ".." in written.parts or "\\" in name
    return odd or not path.is_relative_to(folder.resolve())


def _read(path: Path, name: str) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = f"{name} has {size:,} bytes; at most {MAX_BYTES:,} are read. Export it smaller, or as SVG."
        raise FileRefused("FILE_TOO_LARGE", message)
    return path.read_bytes()


def _outside(folder: Path, name: str) -> FileRefused:
    message = f"{name[:100]!r} leads out of the folder of the configuration. Put the file beside it."
    return FileRefused("FILE_OUTSIDE", message, _pictures_near(folder, PurePosixPath(name).name))


def _missing(folder: Path, name: str) -> NoReturn:
    message = f"There is no file {name[:100]!r} beside the configuration. Put it there, or name one that is."
    raise FileRefused("FILE_MISSING", message, _pictures_near(folder, name)) from None


def _pictures_near(folder: Path, name: str) -> tuple[str, ...]:
    """Pictures in `folder` whose names come near to `name`."""
    inside = folder.iterdir() if folder.is_dir() else ()
    files = (path.name for path in inside if not path.is_symlink() and path.is_file() and _is_picture(path))
    return closest(name, sorted(files))


def _is_picture(path: Path) -> bool:
    """Whether the file begins as its name says: nobody is sent from one wrong file to another."""
    if path.suffix.lower() not in BEGINNINGS:
        return False
    with path.open("rb") as file:
        head = file.read(HEAD)
    return any(mark in head for mark in BEGINNINGS[path.suffix.lower()])
