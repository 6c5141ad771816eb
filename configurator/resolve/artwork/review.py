"""Words that somebody at the operator's wants to read before they are made; never a reason to refuse: surnames."""

import unicodedata
from pathlib import Path

import regex

from configurator.file_memory import made_once
from configurator.resolve.artwork.spot import Spot

FILE = "review.txt"
"""In `materials/`, where an operator has one: a word a line, whatever its case; `#` begins a remark."""


def review(lines: tuple[str, ...], spot: Spot, materials: Path) -> None:
    """Warn TEXT_REVIEW where a word of `lines` is on the operator's list; the warning does not repeat it."""
    file = materials / FILE
    listed = _listed(file) if file.is_file() else frozenset[str]()
    if any(not listed.isdisjoint(_words(line)) for line in lines):
        message = "A word of it is on our list to look at first; somebody will, and may call you."
        spot.findings.warn("TEXT_REVIEW", ["personalizations", spot.index, "text"], message)


@made_once(8)
def _listed(file: Path) -> frozenset[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in _words(line.partition("#")[0]))


def _words(text: str) -> list[str]:
    """Letters, marks and digits that stand together, without case and look-alike forms."""
    return regex.findall(r"[\p{L}\p{M}\p{N}]+", unicodedata.normalize("NFKC", text).casefold())
