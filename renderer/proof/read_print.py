"""What a printer would print and cut, read from the print PDF by another library than the one that wrote it."""

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pypdf
from numpy.typing import NDArray
from pypdf.generic import ContentStream

from renderer.artwork.layouts.bend import along
from renderer.production.print_pdf import CUT

Floats = NDArray[np.float64]
Painted = tuple[bytes, str, list[Floats]]
"""Operator, colour space, closed lines."""

MM_PER_POINT = 25.4 / 72
STEPS = 12
"""Chords for a curve."""


def read_print(data: bytes) -> list[Floats]:
    """The closed lines (n, 2) of the cut contour, millimetres from the upper left corner of the TrimBox, y down."""
    _, painted = _read(data)
    return [ring for operator, name, lines in painted if (operator, name) == (b"S", CUT) for ring in lines]


def read_print_inks(data: bytes) -> Mapping[str, list[Floats]]:
    """As `read_print`, of each ink as it is seen, over the bleed: by the `#rrggbb` that a screen shows it in."""
    page, painted = _read(data)
    resources: Any = page["/Resources"]
    filled = {name: lines for operator, name, lines in painted if operator == b"f"}
    return {_shown(resources["/ColorSpace"][f"/{name}"]): lines for name, lines in filled.items()}


@lru_cache(maxsize=1)
def _read(data: bytes) -> tuple[pypdf.PageObject, tuple[Painted, ...]]:
    """The page and all that is painted on it, read once for contour and inks."""
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    return page, tuple(_painted(page))


def _shown(space: Any) -> str:  # noqa: ANN401 - as pypdf reads objects
    """What a screen shows a full tint of a Separation colour space in."""
    tint = [round(float(each) * 255) for each in space.get_object()[3]["/C1"]]
    return "#{:02x}{:02x}{:02x}".format(*tint)


def _painted(page: pypdf.PageObject) -> Iterator[Painted]:
    """How a path is painted, in which colour space, and its lines."""
    corner = np.array([float(page.trimbox.left), float(page.trimbox.top)])
    spaces, lines = {b"CS": "", b"cs": ""}, list[list[Floats]]()
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        values = np.array([float(each) for each in operands]).reshape(-1, 2) if operator in PATHS else np.empty((0, 2))
        match operator:
            case b"CS" | b"cs":
                spaces[operator] = str(operands[0]).lstrip("/")
            case b"m":
                lines.append([values])
            case b"l":
                lines[-1].append(values)
            case b"c":
                lines[-1].append(along(np.concatenate([lines[-1][-1][-1:], values]), STEPS)[1:])
            case b"S" | b"f" | b"B":
                rings = [(np.concatenate(line) - corner) * (MM_PER_POINT, -MM_PER_POINT) for line in lines]
                yield operator, spaces[b"CS" if operator == b"S" else b"cs"], [ring for ring in rings if len(ring) > 2]
                lines = []


PATHS = (b"m", b"l", b"c")
