"""Production files held against the artwork that they were made from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.inks import nearest_inks
from renderer.production.stitch_file import Format
from renderer.production.warp import Warp
from renderer.proof.compare import Allowed, Finding, compared
from renderer.proof.drawing import Drawing, Mask
from renderer.proof.read_cut import read_cut, read_cut_inks
from renderer.proof.read_print import read_print, read_print_inks
from renderer.proof.read_stitches import sewn, sewn_inks
from renderer.proof.read_svg import read_svg, read_svg_inks

Floats = NDArray[np.float64]
Rings = list[Floats]

OUTLINE = Allowed(0.2, 0.97)
THREAD = Allowed(0.9, 0.75)
"""Thread is 0.4 mm thick and sewn beyond edges for its pull; hairlines are sewn broader, notches of two shut."""
STITCHED: tuple[Format, ...] = ("dst", "pes")


@dataclass(frozen=True)
class Reader:
    """How a file of that height (mm) is read: the lines of its contour, and those of each ink by its `#rrggbb`."""

    contour: Callable[[bytes, float], Rings]
    inks: Callable[[bytes, float], Mapping[str, Rings]]


READERS: Mapping[str, Reader] = {
    "print.pdf": Reader(lambda data, _: read_print(data), lambda data, _: read_print_inks(data)),
    "cut.dxf": Reader(read_cut, read_cut_inks),
    "artwork.svg": Reader(lambda data, _: read_svg(data), lambda data, _: read_svg_inks(data)),
}


def prove_files(
    drawing: Drawing, files: Mapping[str, bytes], warp: Warp | None = None, piece_mm: float = 0.0
) -> Iterator[Finding]:
    """The findings on those of `files` that hold outlines or stitches; outlines are unbent by `warp` first.

    Every piece of ink as wide as `piece_mm` has to be in each of them, in its own ink.
    """
    height = warp.sheet_mm[1] if warp else drawing.height_mm
    for name, reader in READERS.items():
        if name in files:
            seen = _filled(reader.contour(files[name], height), drawing, warp)
            shapes = reader.inks(files[name], height)
            inks = _numbered({color: _filled(rings, drawing, warp) for color, rings in shapes.items()}, drawing)
            yield compared(name, drawing, seen, replace(OUTLINE, piece_mm=piece_mm), inks=inks)
    for kind in STITCHED:
        if (name := f"stitches.{kind}") in files:
            threads = sewn_inks(files[name], kind, drawing)
            allowed = replace(THREAD, piece_mm=piece_mm)
            yield compared(name, drawing, sewn(files[name], kind, drawing), allowed, inks=threads)


def _filled(rings: Rings, drawing: Drawing, warp: Warp | None) -> Mask:
    return drawing.filled([warp.back(ring) for ring in rings] if warp else rings)


def _numbered(inks: Mapping[str, Mask], drawing: Drawing) -> dict[int, Mask]:
    """Masks of colours as masks of the drawing's inks, by number: those of the inks that the file has by that name.

    Shades that are one ink to the eye are one. A photograph's inks are counted anew wherever it is drawn: none.
    """
    if not inks:
        return {}
    shades = np.array([list(bytes.fromhex(color[1:])) for color in inks], np.uint8)
    nearest = nearest_inks(shades, drawing.colors)
    exact = {number for number, color in enumerate(drawing.colors.tolist()) if color in shades.tolist()}
    found: dict[int, Mask] = {}
    for number, mask in zip(nearest.tolist(), inks.values(), strict=True):
        if number in exact:
            found[number] = mask | found.get(number, np.False_)
    return found
