"""Files that customers have handed in, wherever they did: each is called by the digest of its bytes."""

import re
from pathlib import Path

from configurator.configuration import Configuration, LogoPersonalization
from renderer.digest import digest_bytes
from renderer.store import write_atomically
from workers.desk import desk_of
from workers.home import Home

NAME = re.compile(r"([0-9a-f]{64})\.(svg|png|jpg|jpeg|webp)")


def take_in(data: bytes, ending: str, home: Home) -> str:
    """Keep an upload; returns its name. Where hosts share a store, all of them find it."""
    name = f"{digest_bytes(data)}.{ending}"
    write_atomically(desk_of(home).folder / name, data)
    if home.store_url:
        home.store.put(data)
    return name


def beside(configuration: Configuration, home: Home) -> Configuration:
    """`configuration` beside its files; what another host took in is fetched from the store."""
    folder = desk_of(home).folder
    for each in configuration.personalizations:
        if home.store_url and isinstance(each, LogoPersonalization):
            _fetch(folder / each.file, each.file, home)
    return configuration.beside(folder)


def _fetch(path: Path, name: str, home: Home) -> None:
    found = NAME.fullmatch(name)
    if found and not path.exists() and home.store.has(found[1]):
        write_atomically(path, home.store.get(found[1]))
