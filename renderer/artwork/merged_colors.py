"""Which colours of a picture are made in the ink of another, and how far that is off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.count_colors import flat_colors
from renderer.artwork.find_color import SEEN
from renderer.color import delta_e_2000, hex_to_lab

MOST_TOLD = 4


@dataclass(frozen=True)
class Merged:
    """sRGB `color` that becomes `ink`, both `#rrggbb`, and the ΔE00 between them."""

    color: str
    ink: str
    delta_e: float


def merged_into(colors: Iterable[str], inks: Sequence[str]) -> tuple[Merged, ...]:
    """Those of `colors` that an eye tells from the nearest of `inks` in CIELAB, which they become."""
    places = [hex_to_lab(ink) for ink in inks]
    merged = []
    for color in colors if inks else ():
        nearest = int(np.argmin([np.linalg.norm(np.subtract(place, hex_to_lab(color))) for place in places]))
        away = float(delta_e_2000(hex_to_lab(color), places[nearest]))
        if away > SEEN:
            merged.append(Merged(color, inks[nearest], away))
    return tuple(merged)


def merged_colors(pixels: NDArray[np.uint8], inks: Sequence[str]) -> tuple[Merged, ...]:
    """The colours of whole areas of straight-alpha `pixels` (h, w, 4) that become one of `inks`; most ink first."""
    return merged_into(flat_colors(pixels), inks)


def told(merged: Sequence[Merged], names: Sequence[str] = ()) -> str:
    """`#f4efdf becomes #ffffff (Snow), ΔE 6.1; …`, the inks by `names` where there are any."""
    called = [f" ({name})" if name else "" for name in names] or [""] * len(merged)
    said = [
        f"{each.color} becomes {each.ink}{name}, ΔE {each.delta_e:.1f}"
        for each, name in zip(merged, called, strict=True)
    ]
    more = len(said) - MOST_TOLD
    return "; ".join(said[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
