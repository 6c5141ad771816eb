"""What a workshop opens: the layers of `artwork.svg`, read by fontTools, which did not write them."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pathops  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]
from numpy.typing import NDArray

from renderer.production.flatten import flattened

Floats = NDArray[np.float64]

PATH = "{http://www.w3.org/2000/svg}path"


def read_svg(data: bytes) -> list[Floats]:
    """The closed lines (n, 2) of the contour that is stroked, millimetres from the upper left corner, y down."""
    return [ring for fill, rings in _paths(data) if fill == "none" for ring in rings]


def read_svg_inks(data: bytes) -> Mapping[str, list[Floats]]:
    """As `read_svg`, of each ink, by its `#rrggbb`."""
    return {fill: rings for fill, rings in _paths(data) if fill != "none"}


@lru_cache(maxsize=1)
def _paths(data: bytes) -> tuple[tuple[str, list[Floats]], ...]:
    """Each path's fill and lines, read once for contour and inks."""
    found = []
    for element in etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)).iter(PATH):
        path = pathops.Path()
        parse_path(element.get("d"), path.getPen(glyphSet=None))
        found.append((element.get("fill"), flattened(path)))
    return tuple(found)
