"""How many stitches an embroidery takes: those of the plan that is drawn and sewn."""

from renderer.digest import digest_bytes
from renderer.kept import kept
from renderer.remembered import remembered

EMBROIDERED = "embroidered"


@remembered(1 << 20)
def count_stitches(finish: str, svg: str, width_mm: float, height_mm: float) -> int:
    """Stitches of an artwork of this size, 0 for other finishes; raises `ArtworkError` for more than can be sewn."""
    if finish != EMBROIDERED:
        return 0
    made_from = [digest_bytes(svg.encode()), width_mm, height_mm]
    return int(kept("stitches", made_from, __file__, lambda: b"%d" % _planned(svg, width_mm, height_mm)))


def _planned(svg: str, width_mm: float, height_mm: float) -> int:
    from renderer.finishes.thread.plan import plan_stitches  # noqa: PLC0415 - numba; most prices need no plan

    return plan_stitches(svg.encode(), width_mm, height_mm).stitches
