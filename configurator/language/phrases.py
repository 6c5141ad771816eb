"""Sentences that a price gives as its reasons, said in another language.

A price is reckoned in one language, that of the maker, and sealed so. Here its phrases are recognized by their pattern
in the catalog, and their parts said again.
"""

import re
from collections.abc import Callable
from functools import cache

from configurator.language.texts import texts

PREFIX = "phrases."
Say = Callable[[str], str]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern of the English phrase → its key."""
    known = {key: forms["en"]["other"] for key, forms in texts().items() if key.startswith(PREFIX)}
    return tuple((_pattern(phrase), key) for key, phrase in known.items())


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", phrase)
    named = [f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(named))


def recognized(said: str) -> tuple[str, dict[str, str]] | None:
    """The key of the phrase that `said` is, and what fills it; None where it is none of the catalog's."""
    matches = ((pattern.fullmatch(said), key) for pattern, key in _patterns())
    return next(((key, match.groupdict()) for match, key in matches if match), None)


def rephrased(said: str, fill: Callable[[str, dict[str, str]], str], say: Say) -> str:
    """`said` in another language, its parts around `: ` and `, ` each by itself where the whole is no phrase."""
    found = recognized(said)
    if found:
        key, values = found
        return fill(key, {name: say(value) for name, value in values.items()})
    for between in (": ", ", "):
        before, found_between, after = said.partition(between)
        if found_between:
            return f"{say(before)}{between}{say(after)}"
    return said
