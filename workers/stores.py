"""Which store a URL means: a folder, or a bucket."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from renderer.object_store import ObjectStore
from renderer.store import FolderStore, LastingStore
from workers.errors import SettingsInvalid


def open_store(url: str, folder: Path, place: str) -> LastingStore:
    """The store at `place`, `store` or `tenants/<tenant>/store`, below `url`; without one, below `folder`.

    Raises `SettingsInvalid` for a URL of another kind than `STORES` lists.
    """
    kind = urlsplit(url).scheme
    if kind not in STORES:
        known = ", ".join(f"{each}://" for each in STORES if each)
        raise SettingsInvalid(f"LIVERY_STORE_URL begins with {kind[:20]}://. There are {known}; empty is the home.")
    return STORES[kind](url, folder, place)


def _in_home(_: str, folder: Path, place: str) -> FolderStore:
    return FolderStore(folder / place)


def _in_folder(url: str, _: Path, place: str) -> FolderStore:
    return FolderStore(Path(unquote(urlsplit(url).path)) / place)


def _in_bucket(url: str, folder: Path, place: str) -> ObjectStore:
    return ObjectStore(f"{url.rstrip('/')}/{place}", FolderStore(folder / place))


STORES: Mapping[str, Callable[[str, Path, str], LastingStore]] = {
    "": _in_home,
    "file": _in_folder,
    "s3": _in_bucket,
    "gs": _in_bucket,
    "az": _in_bucket,
}
