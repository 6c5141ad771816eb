"""Read a customer's file, and no other file."""

from pathlib import Path, PurePosixPath

from configurator.closest import closest

MAX_BYTES = 50_000_000
SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})


class FileRefused(Exception):
    """A file that cannot be used; `code` and `suggestions` as in a `Violation`."""

    def __init__(self, code: str, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code, self.message, self.suggestions = code, message, suggestions


def read_beside(folder: Path | None, name: str) -> bytes:
    """The bytes of the file `name` inside `folder`; raises `FileRefused` for any that is missing, huge or elsewhere.

    Links are followed first: what counts is where the bytes lie.
    """
    path = _inside(folder, name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{name} has {size:,} bytes; at most {MAX_BYTES:,} are read. Export it smaller, or as SVG."
            raise FileRefused("FILE_TOO_LARGE", message)
        return path.read_bytes()
    except OSError:
        near = suggestions(path.parent if folder is None else folder, name)
        message = f"There is no file {name[:100]!r} beside the configuration."
        raise FileRefused("FILE_MISSING", message, near) from None


def _inside(folder: Path | None, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if folder is None:
        raise FileRefused("FILE_MISSING", f"{name[:100]!r} cannot be read: this configuration came without files.")
    try:
        path = (folder / name).resolve()
        leads_out = not path.is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        raise FileRefused(
            "FILE_MISSING", f"{name[:100]!r} is not the name of a file.", suggestions(folder, name)
        ) from None
    if PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or leads_out:
        message = f"{name[:100]!r} leads out of the folder of the configuration. Put the file beside it."
        raise FileRefused("FILE_OUTSIDE", message, suggestions(folder, PurePosixPath(name).name))
    return path


def suggestions(folder: Path, name: str) -> tuple[str, ...]:
    """Pictures in `folder` whose names come near to `name`."""
    files = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and not path.is_symlink())
    return closest(name, sorted(path.name for path in files))
