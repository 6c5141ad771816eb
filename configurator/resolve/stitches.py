"""How many stitches an embroidery takes: those of the plan that is drawn and sewn."""

from functools import lru_cache

from renderer.finishes.thread.plan import plan_stitches

EMBROIDERED = "embroidered"


@lru_cache(maxsize=1024)
def count_stitches(finish: str, svg: str, width_mm: float, height_mm: float) -> int:
    """Stitches of an artwork of this size, 0 for other finishes; raises `ArtworkError` for more than can be sewn."""
    return plan_stitches(svg.encode(), width_mm, height_mm).stitches if finish == EMBROIDERED else 0
