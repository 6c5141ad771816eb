"""Names of files from placeholders: `{product}/{shot}/{body_color}-{number}.{ending}`.

| placeholder | stands for |
| --- | --- |
| `{product}` `{shot}` `{frame}` `{size}` `{width}` `{height}` | what is drawn, from where, how large |
| `{background}` `{format}` `{ending}` | before what, and as which file |
| `{number}` | the combination, from 00001 |
| `{name}` `{sku}` `{gtin}` and every other column of the list | what the list says of the combination |
| `{body_color}` and every other feature | the choice's code, without its family: `school-gold` |
| `{look}` | eight digits that name the picture: equal where pictures are equal |
| `{gs1}` | `{gtin}_{type}{facing}{angle}{state}` by GS1's Product Image Specification |
"""

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from renderer.errors import InputError

DEFAULT_NAME = "{product}/{number}/{shot}-{size}{background}.{ending}"
OF_PICTURES = ("product", "number", "shot", "frame", "size", "width", "height", "background", "format", "ending",
               "look", "gs1")  # fmt: skip
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
GS1_FACINGS = {
    "front": "1C", "hero": "1L", "left": "2C", "top": "3C", "rear": "7C", "rear_quarter": "7R", "right": "8C",
    "bottom": "9C",
}  # fmt: skip
"""Shot → facing and angle, https://www.gs1.org/standards/gs1-product-image-specification-standard/current-standard: 1
front, 2 left, 3 top, 7 back, 8 right, 9 bottom; C from the centre, L and R from either side. Others are 1N."""
TYPE, STATE = "C", "0"
"""A product picture in print quality; out of its package."""
LONGEST = 200


def placeholders(template: str) -> list[str]:
    """The names in braces; raises `ValueError` where braces do not match or hold more than a name."""
    found = []
    for _, name, shape, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or shape or conversion:
            raise ValueError(f"{{{name}{'!' + conversion if conversion else ''}{':' + shape if shape else ''}}}")
        found.append(name)
    return found


def filled(template: str, words: Mapping[str, str]) -> str:
    """`template` with `words`, each made safe for files and addresses; slashes of its own make folders.

    Raises `InputError` for a name that is too long or leaves its folder.
    """
    name = Formatter().vformat(template, (), {key: safe(word) for key, word in words.items()})
    steps = name.split("/")
    if len(name) > LONGEST or any(step.startswith(".") or not step for step in steps):
        raise InputError(
            f"The file name {name[:120]!r} cannot be used: a part of it is empty or begins with a dot, or it has more "
            f"than {LONGEST} characters. Change `naming.file`.",
            code="NAME_UNUSABLE",
        )
    return name


def safe(word: str) -> str:
    """What is left of a word in file names everywhere: letters, digits, dot, dash and underline."""
    return UNSAFE.sub("-", word).strip("-.")


def short(code: str) -> str:
    """A choice without its family: `school-gold` of `paint.school-gold`."""
    return code.rpartition(".")[2]


def gs1_name(gtin: str, shot: str) -> str:
    """A picture's name by GS1: GTIN-14, type, facing, angle, state."""
    return f"{gtin.zfill(14)}_{TYPE}{GS1_FACINGS.get(shot, '1N')}{STATE}"


def is_gtin(text: str) -> bool:
    """Whether `text` is a GTIN-8, -12, -13 or -14 with the right last digit.

    https://www.gs1.org/services/how-calculate-check-digit-manually
    """
    if not (text.isascii() and text.isdigit() and len(text) in (8, 12, 13, 14)):
        return False
    digits = [int(digit) for digit in reversed(text)]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of `names` that nothing stands for."""
    return sorted(set(names) - set(known))
