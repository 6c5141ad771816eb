"""Which of the known names someone may have meant."""

import re
from collections.abc import Iterable

WORDS = re.compile(r"[^\W_]+")


def closest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The `count` names of `known` nearest to `name` by edit distance, ignoring case; ties in alphabetical order."""
    meant = name.casefold()[:100]
    return tuple(sorted(known, key=lambda each: (_distance(meant, each.casefold()), each))[:count])


def _distance(left: str, right: str) -> float:
    """Edit distance, where a name that contains the other counts as near: "gold" means "paint.school-gold".

    So does one that has all its words, in a family of its own or, less near, in another: "paint.gold" means that too.
    """
    if left and (left in right or right in left):
        return 0.5 + abs(len(left) - len(right)) / 100
    (family, words), (other, others) = _parts(left), _parts(right)
    if words and words <= others:
        return (0.7 if family == other else 0.9) + abs(len(left) - len(right)) / 1000
    return min(_optimal_string_alignment(left, right), 1 + _off_from_a_word(left, right))


def _off_from_a_word(left: str, right: str) -> float:
    """How far one mistyped word is from the nearest of a name of several: "intrlocked" is one letter off."""
    words = WORDS.findall(right)
    if len(words) < 2 or len(WORDS.findall(left)) != 1:
        return len(left) + len(right)
    return min(_optimal_string_alignment(left, word) for word in words) + len(right) / 1000


def _parts(code: str) -> tuple[str, set[str]]:
    """`paint.school-gold` → `paint`, {`school`, `gold`}."""
    family, _, name = code.rpartition(".")
    return family, set(WORDS.findall(name))


def _optimal_string_alignment(left: str, right: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours; https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
