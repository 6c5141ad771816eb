"""How many stitches an embroidery takes, before anybody has digitized it."""

import math
from functools import lru_cache

from renderer.artwork.rasterize import rasterize

ROW_MM, STITCH_MM = 0.4, 3.6
"""Rows of thread lie so far apart; a stitch is so long."""
UNDERLAY = 1.15
"""What holds the cloth before the first row is sewn, and what runs along the edge."""
PX_PER_MM, MOST_PX = 3.0, 640
ROUND_TO = 100


@lru_cache(maxsize=256)
def estimate_stitches(svg: str, width_mm: float, height_mm: float) -> int:
    """Stitches for an artwork of this size, rounded up to hundreds; raises `ArtworkError` as `rasterize` does."""
    scale = min(PX_PER_MM, MOST_PX / max(width_mm, height_mm))
    width_px, height_px = (max(1, round(side * scale)) for side in (width_mm, height_mm))
    covered = int(rasterize(svg.encode(), width_px, height_px)[..., 3].sum(dtype="int64")) / 255
    ink_mm2 = covered * (width_mm / width_px) * (height_mm / height_px)
    return math.ceil(ink_mm2 / (ROW_MM * STITCH_MM) * UNDERLAY / ROUND_TO) * ROUND_TO
