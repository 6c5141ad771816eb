"""What of an artwork is flat colour, told as outlines: models that leave the house may be cut along them."""

from renderer.artwork.outline import path_data
from renderer.finishes.keep import Finished
from renderer.gltf.container import Json
from renderer.production.read_shapes import NotPlain, read_shapes
from renderer.production.separations import parted

INKS = "inks"
"""The key of `extras.decal` that has them."""
MOST_OUTLINE = 60_000
"""Letters of outline; longer ones are no lettering."""


def flat_inks(svg: bytes, made: Finished) -> list[Json]:
    """Each ink's `color` and the outline `d` of what is seen of it, an SVG path in millimetres, y down; none where the
    finish has relief or gloss of its own, or the drawing is more than filled outlines.
    """
    if made.png.keys() != {"base_color"}:
        return []
    try:
        inks = [{"color": color, "d": path_data(shape)} for color, shape in parted(read_shapes(svg)).items()]
    except NotPlain:
        return []
    return inks if sum(len(ink["d"]) for ink in inks) <= MOST_OUTLINE else []
