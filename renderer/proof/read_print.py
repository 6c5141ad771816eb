"""What a printer would cut: the contour in the print PDF, read by another library than the one that wrote it."""

import io

import numpy as np
import pypdf
from numpy.typing import NDArray
from pypdf.generic import ContentStream

from renderer.artwork.layouts.bend import along
from renderer.production.print_pdf import CUT

Floats = NDArray[np.float64]

MM_PER_POINT = 25.4 / 72
STEPS = 12
"""Chords for a curve."""


def read_print(data: bytes) -> list[Floats]:
    """The closed lines (n, 2) of the cut contour, millimetres from the upper left corner of the TrimBox, y down."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    page = reader.pages[0]
    corner = np.array([float(page.trimbox.left), float(page.trimbox.top)])
    stream = ContentStream(page.get_contents(), reader)
    return [(ring - corner) * (MM_PER_POINT, -MM_PER_POINT) for ring in _stroked(stream) if len(ring) > 2]


def _stroked(stream: ContentStream) -> list[Floats]:
    """The lines that are stroked in the colour of the contour."""
    space, lines, found = "", list[list[Floats]](), list[Floats]()
    for operands, operator in stream.operations:
        values = np.array([float(each) for each in operands]).reshape(-1, 2) if operator in PATHS else np.empty((0, 2))
        match operator:
            case b"CS":
                space = str(operands[0]).lstrip("/")
            case b"m":
                lines.append([values])
            case b"l":
                lines[-1].append(values)
            case b"c":
                lines[-1].append(along(np.concatenate([lines[-1][-1][-1:], values]), STEPS)[1:])
            case b"S" | b"f" | b"B":
                found += [np.concatenate(line) for line in lines if operator == b"S" and space == CUT]
                lines = []
    return found


PATHS = (b"m", b"l", b"c")
