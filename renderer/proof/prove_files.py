"""Production files held against the artwork that they were made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from renderer.finishes.thread.inks import nearest_inks
from renderer.production.read_shapes import NotPlain, read_shapes
from renderer.production.separations import separations
from renderer.production.stitch_file import STITCHED
from renderer.production.warp import Warp
from renderer.proof.compare import Allowed, Finding, compared
from renderer.proof.drawing import Bytes, Drawing, Mask
from renderer.proof.read_cut import read_cut, read_cut_inks
from renderer.proof.read_print import read_print, read_print_inks
from renderer.proof.read_stitches import sewn, sewn_inks
from renderer.proof.read_svg import read_svg, read_svg_inks

Floats = NDArray[np.float64]
Rings = list[Floats]

OUTLINE = Allowed(0.2, 0.97)
THREAD = Allowed(0.9, 0.75)
"""Thread is 0.4 mm thick and sewn beyond edges for its pull; hairlines are sewn broader, notches of two shut."""


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
    told = _told(drawing)
    asked = _exact(told, drawing)
    for name, reader in READERS.items():
        if name in files:
            seen = _filled(reader.contour(files[name], height), drawing, warp)
            shapes = reader.inks(files[name], height)
            found = {color: _filled(rings, drawing, warp) for color, rings in shapes.items() if color in told}
            inks = _numbered(found, drawing, asked)
            yield compared(name, drawing, seen, replace(OUTLINE, piece_mm=piece_mm), inks=inks)
    for kind in STITCHED:
        if (name := f"stitches.{kind}") in files:
            threads = sewn_inks(files[name], kind, drawing, asked)
            allowed = replace(THREAD, piece_mm=piece_mm)
            yield compared(name, drawing, sewn(files[name], kind, drawing), allowed, inks=threads)


def _filled(rings: Rings, drawing: Drawing, warp: Warp | None) -> Mask:
    return drawing.filled([warp.back(ring) for ring in rings] if warp else rings)


def _told(drawing: Drawing) -> tuple[str, ...]:
    """The colours `#rrggbb` that files of `drawing` have: as it says them, or counted where it is traced."""
    try:
        shades = {color for color, _ in read_shapes(drawing.svg)}
    except NotPlain:
        shades = {ink.color for ink in separations(drawing.svg, drawing.width_mm, drawing.height_mm)}
    return tuple(sorted(shades))


def _numbered(found: Mapping[str, Mask], drawing: Drawing, asked: Iterable[int]) -> dict[int, Mask]:
    """Masks of colours as masks of the drawing's inks, by number: of an ink that the file has not, an empty one.

    Shades that are one ink to the eye are one. A photograph's inks are counted anew wherever it is drawn, and seldom
    the same: those that are not are not asked for.
    """
    inks = {number: np.zeros_like(drawing.ink) for number in asked}
    nearest = nearest_inks(_shades(found), drawing.colors).tolist() if found and inks else []
    for number, mask in zip(nearest, found.values() if nearest else (), strict=True):
        if number in inks:
            inks[number] |= mask
    return inks


def _exact(told: Iterable[str], drawing: Drawing) -> frozenset[int]:
    """The numbers of the drawing's inks that are among the colours `told` as they are."""
    shades = _shades(told).tolist()
    return frozenset(number for number, color in enumerate(drawing.colors.tolist()) if color in shades)


def _shades(colors: Iterable[str]) -> Bytes:
    """Colours `#rrggbb` as sRGB (n, 3)."""
    return np.array([list(bytes.fromhex(color[1:])) for color in colors], np.uint8).reshape(-1, 3)
