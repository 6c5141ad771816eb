"""Which moving pictures a plan's spins give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from configurator.batch.dress import Dressed
from configurator.batch.plan import Plan, Spin
from configurator.batch.words import movie_name
from renderer.digest import digest_value
from renderer.encode.format import MovieKind
from renderer.sources import ROOT, state_of
from workers.batch.entry import Entry

MEDIA_TYPES: Mapping[MovieKind, str] = {"webp": "image/webp", "avif": "image/avif", "mp4": "video/mp4"}


@dataclass(frozen=True)
class Turn:
    """All frames of one combination's spin."""

    key: str
    kind: MovieKind
    frames: tuple[str, ...]
    """Keys of pictures."""
    frames_per_second: float


def turns_of(plan: Plan, dressed: Dressed, frames: Sequence[Entry]) -> Iterator[tuple[Entry, Turn]]:
    """A movie of each spin in each kind, out of the `frames` of one combination; rows follow each other."""
    for spin in plan.spins:
        turn = first_format([entry for entry in frames if entry.sheet[1] == spin.name and entry.sheet[3]])
        if len(turn) == spin.frames * len(spin.rows):
            yield from (movie(plan, dressed, spin, kind, turn) for kind in spin.movies)


def movie(plan: Plan, dressed: Dressed, spin: Spin, kind: MovieKind, turn: Sequence[Entry]) -> tuple[Entry, Turn]:
    """The entry and what it is made of."""
    frames = tuple(entry.target for entry in turn)
    key = digest_value([frames, kind, spin.frames_per_second, code(), encoder(kind)])
    name = movie_name(plan, dressed, spin, kind, key)
    sheet = (*turn[0].sheet[:3], "")
    entry = Entry(turn[0].number, sheet, spin.background, MEDIA_TYPES[kind], name, key, turn[0].alt, len(turn))
    return entry, Turn(key, kind, frames, spin.frames_per_second)


def first_format(entries: Sequence[Entry]) -> list[Entry]:
    """Each frame once, in the format that the plan names first."""
    return list({entry.sheet[3]: entry for entry in reversed(entries)}.values())[::-1]


@cache
def code() -> str:
    """The state of what films."""
    return state_of(ROOT / "renderer/encode/moving.py")


def encoder(kind: MovieKind) -> str:
    """The version of what is no library of ours, but the user's own."""
    try:
        return version("av") if kind == "mp4" else ""
    except PackageNotFoundError:
        return ""
