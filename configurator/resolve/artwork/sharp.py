"""Has a picture enough pixels for its size and for what it is made in?"""

from configurator.resolve.artwork.spot import Spot
from renderer.artwork.drawing import Artwork, Raster
from renderer.finishes.legible import OUTLINED

REFUSE_DPI, WARN_DPI = 72, 150
SHARP = {"embroidered": "stitches follow its outlines smoothly", "laser": "its shades are burnt without steps"}
"""What comes of pixels that are fine enough, by finish."""
PRINTED = "it is sharp"
REDRAW, RESEND = "Draw it as paths, or embed it larger.", "Send a vector file (SVG) or a larger picture."


def is_sharp(artwork: Artwork, spot: Spot) -> bool:
    """Whether it can be made: else IMAGE_LOW_DPI is noted, or VECTOR_REQUIRED where outlines are followed.

    IMAGE_LOW_DPI is a warning where pixels will show, and nothing worse.
    """
    raster = artwork.raster
    if raster is None or raster.pixels >= raster.needed(WARN_DPI):
        return True
    found = _found(raster, spot)
    way_out = REDRAW if raster.inside else RESEND
    if raster.pixels < raster.needed(REFUSE_DPI):
        needs = f"it needs {raster.needed(REFUSE_DPI):,} px, has {raster.pixels:,}"
        spot.violate("IMAGE_LOW_DPI", "file", f"{found}; {needs}. {way_out}")
        return False
    if spot.finish in OUTLINED:
        message = f"{found}; {spot.finish} is made along outlines, which are found from {WARN_DPI} on. {way_out}"
        spot.violate("VECTOR_REQUIRED", "file", message)
        return False
    wanted = f"{raster.needed(WARN_DPI):,} px, has {raster.pixels:,}"
    message = f"{found}; from {WARN_DPI} on {SHARP.get(spot.finish, PRINTED)}: {wanted}. {way_out}"
    spot.findings.warn("IMAGE_LOW_DPI", ["personalizations", spot.index], message)
    return True


def _found(raster: Raster, spot: Spot) -> str:
    which = "the picture inside the SVG" if raster.inside else "the picture"
    return f"{spot.name}: {which} has {raster.dpi:.0f} pixels an inch at {raster.size_mm:.0f} mm"
