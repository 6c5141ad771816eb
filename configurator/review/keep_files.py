"""The files that a configuration names, kept for as long as it is."""

import os
from pathlib import Path

from configurator.configuration import Configuration, LogoPersonalization
from configurator.resolve.read_beside import read_beside
from renderer.digest import digest_bytes
from renderer.store import write_atomically


def keep_files(configuration: Configuration, folder: Path) -> Configuration:
    """`configuration` with its files in `folder`, each under the digest of its bytes: nothing overwrites it there."""
    kept = tuple(
        each.model_copy(update={"file": _kept(configuration.folder, each.file, folder)})
        if isinstance(each, LogoPersonalization)
        else each
        for each in configuration.personalizations
    )
    return configuration.model_copy(update={"personalizations": kept}).beside(folder)


def _kept(source: Path | None, name: str, folder: Path) -> str:
    data = read_beside(source, name)
    path = folder / f"{digest_bytes(data)}{Path(name).suffix.lower()}"
    try:
        # Young again: who tidies away what is old and named by nothing leaves it to whoever is about to name it.
        os.utime(path)
    except FileNotFoundError:
        write_atomically(path, data)
    return path.name
