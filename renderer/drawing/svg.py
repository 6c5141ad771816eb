"""The sheet as SVG, millimetres."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from renderer.artwork.drawing import svg_document
from renderer.artwork.outline import path_data
from renderer.drawing.dimension import TEXT_MM, Dimension
from renderer.drawing.lettering import written
from renderer.drawing.sheet import BORDER_MM, HEIGHT_MM, WIDTH_MM, Sheet
from renderer.drawing.title_block import block_lines, sign_lines, words

Floats = NDArray[np.float64]

INK = "#17181a"
OUTLINE_MM, EDGE_MM, THIN_MM = 0.35, 0.13, 0.13
"""Line breadths, ISO 128-2."""
CHAIN = "6 1 0.6 1"
"""Long dash, dot."""


def drawing_svg(sheet: Sheet) -> bytes:
    """`sheet` as a drawing on white."""
    placed = sheet.views
    body = [
        f'<rect width="{WIDTH_MM:g}" height="{HEIGHT_MM:g}" fill="#ffffff"/>',
        _strokes([_frame()], OUTLINE_MM),
        _strokes((each.paper(line) for each in placed for line in each.view.edges), EDGE_MM),
        _strokes((each.paper(line) for each in placed for line in each.view.outline), OUTLINE_MM),
        _strokes(sheet.centers, THIN_MM, CHAIN),
        _strokes((line for each in sheet.dimensions for line in each.strokes), THIN_MM),
        _filled(arrow for each in sheet.dimensions for arrow in each.arrows),
        _strokes(block_lines(), THIN_MM),
        _strokes(sign_lines(), THIN_MM),
        *(_word(text, x, y, height) for text, x, y, height in words(sheet.title, sheet.scale)),
        *map(_number, sheet.dimensions),
    ]
    return svg_document(WIDTH_MM, HEIGHT_MM, "".join(body).encode())


def _frame() -> Floats:
    low, right, top = BORDER_MM, WIDTH_MM - BORDER_MM, HEIGHT_MM - BORDER_MM
    return np.array([[low, low], [right, low], [right, top], [low, top], [low, low]])


def _strokes(lines: Iterable[Floats], breadth: float, dashes: str = "") -> str:
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    looks = f'fill="none" stroke="{INK}" stroke-width="{breadth:g}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path {looks}{pattern} d="{"".join(map(_polyline, lines))}"/>'


def _filled(shapes: Iterable[Floats]) -> str:
    return f'<path fill="{INK}" d="{"".join(_polyline(shape) + "Z" for shape in shapes)}"/>'


def _polyline(points: Floats) -> str:
    return "M" + "L".join(f"{x:.2f} {HEIGHT_MM - y:.2f}" for x, y in points)


def _word(text: str, x: float, y: float, capital_mm: float) -> str:
    path, _ = written(text, capital_mm)
    return f'<path fill="{INK}" d="{path_data(path.transform(1, 0, 0, -1, x, HEIGHT_MM - y))}"/>'


def _number(each: Dimension) -> str:
    """The length, above its line as one reads it, in the middle."""
    path, width = written(each.said, TEXT_MM)
    first, last = each.base
    x, y = (first + last) / 2
    if each.is_upright:
        placed = path.transform(0, -1, -1, 0, x - 1.0, HEIGHT_MM - y + width / 2)
    else:
        placed = path.transform(1, 0, 0, -1, x - width / 2, HEIGHT_MM - y - 1.0)
    return f'<path fill="{INK}" d="{path_data(placed)}"/>'
