"""What a colour that cannot be read may have meant: a hex to be made whole, or a word."""

from collections.abc import Iterable, Mapping

from PIL import ImageColor

from configurator.catalog.swatch import Swatch
from renderer.closest import WORDS, closest
from renderer.color import distances, hex_to_lab, is_hex

LONGEST = 40
"""Letters of a colour's word."""


def named_color(words: str) -> str | None:
    """sRGB `#rrggbb` of a colour that CSS has a word for, however it is spaced: `purple`, `Dark blue`, `light-grey`."""
    word = "".join(_words(words)) if len(words) <= LONGEST else ""
    if word not in ImageColor.colormap:
        return None
    red, green, blue = ImageColor.getrgb(word)[:3]  # the map itself holds tuples for words asked for before
    return f"#{red:02x}{green:02x}{blue:02x}"


def closest_colors(words: str, colors: Mapping[str, str], count: int = 3) -> tuple[str, ...]:
    """The `count` names of `colors`, name → `#rrggbb`, that `words` may mean.

    For a colour's word those that look like it, and first of all those that are called so; else by how they are
    written.
    """
    meant = named_color(words)
    if meant is None:
        return closest(words, colors, count)
    away = dict(zip(colors, distances(meant, map(hex_to_lab, colors.values())), strict=True))
    wanted = set(_words(words))
    return tuple(sorted(colors, key=lambda name: (not wanted <= set(_words(name)), away[name], name))[:count])


def whole_hex(color: str) -> str | None:
    """A short or bare hex made whole."""
    digits = color.strip().removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return f"#{digits.lower()}" if is_hex(f"#{digits}") else None


def repair_color(color: str, swatches: Iterable[Swatch]) -> tuple[str, ...]:
    """Valid `#rrggbb`, best first: a hex made whole; or those of the swatches that a word may mean, and its own."""
    if whole := whole_hex(color):
        return (whole,)
    by_name = {swatch.name: swatch.color for swatch in swatches}
    meant, found = named_color(color), [by_name[name] for name in closest_colors(color, by_name)]
    return tuple(dict.fromkeys([*found[:2], meant] if meant else found))


def _words(name: str) -> list[str]:
    return WORDS.findall(name.casefold())
