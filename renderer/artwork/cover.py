"""How much of each pixel is ink, whatever its colour: for who judges an artwork and draws nothing."""

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.draw_pixels import check_size, kept_pixels
from renderer.artwork.scan_outlines import scan_outlines

SOLID = 127
"""Alpha of 0..255 beyond which a pixel is ink to a knife, a needle or a press."""


def cover(svg: bytes, width_px: int, height_px: int) -> NDArray[np.uint8]:
    """The alpha (height_px, width_px) that `rasterize` finds, within two of 255; raises what that raises."""
    check_size(width_px, height_px)
    layers = scan_outlines(svg, width_px, height_px)
    if layers is None:
        return kept_pixels(svg, width_px, height_px)[..., 3]
    covers = [inked for _, inked in layers]
    return covers[0] if len(covers) == 1 else _stacked(covers)


def _stacked(covers: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """What covers (h, w) leave bare together is what each leaves of the others'."""
    bare = np.full(covers[0].shape, 255, np.uint16)
    for inked in covers:
        bare = bare * (255 - inked) // 255
    return (255 - bare).astype(np.uint8)
