"""An artwork as a finish would make it."""

import math
from collections.abc import Mapping
from functools import lru_cache

from renderer.errors import RecipeError
from renderer.finishes.debossed import debossed
from renderer.finishes.drawn import Drawn
from renderer.finishes.embossed import embossed
from renderer.finishes.embroidered import embroidered
from renderer.finishes.engraved import engraved
from renderer.finishes.foil import foil
from renderer.finishes.laser import laser
from renderer.finishes.maps import Finish, Maps
from renderer.finishes.painted import painted
from renderer.finishes.screen_print import screen_print
from renderer.finishes.vinyl import vinyl

FINISHES: Mapping[str, Finish] = {
    "painted": painted,
    "vinyl": vinyl,
    "screen_print": screen_print,
    "embroidered": embroidered,
    "foil": foil,
    "engraved": engraved,
    "debossed": debossed,
    "embossed": embossed,
    "laser": laser,
}
USUAL_PIXELS_PER_MM = 8.0
PIXELS_PER_MM = {"embroidered": 18.0, "laser": 14.0, "engraved": 14.0}
"""Threads lie a fifth of a millimetre apart; a cut's walls are half of one wide."""
LEAST_PX, MOST_PX = 512, 2048
"""What phones take as texture sides; powers of two, for mipmaps everywhere."""


@lru_cache(maxsize=8)
def apply_finish(finish: str, svg: bytes, width_mm: float, height_mm: float) -> Maps:
    """The maps of `svg`, an artwork of that many millimetres; raises `RecipeError` FINISH_UNKNOWN, `ArtworkError`."""
    if finish not in FINISHES:
        raise RecipeError(f"There is no finish {finish!r}; there are {', '.join(FINISHES)}.", code="FINISH_UNKNOWN")
    # What the longer side cannot show, the shorter one need not.
    density = min(PIXELS_PER_MM.get(finish, USUAL_PIXELS_PER_MM), MOST_PX / max(width_mm, height_mm))
    width_px, height_px = texture_side(width_mm, density), texture_side(height_mm, density)
    return FINISHES[finish](Drawn(svg, width_mm, height_mm, width_px, height_px))


def texture_side(length_mm: float, pixels_per_mm: float) -> int:
    """Pixels along a side of that many millimetres: a power of two within limits."""
    wanted = 2 ** round(math.log2(length_mm * pixels_per_mm))
    return int(min(max(wanted, LEAST_PX), MOST_PX))
