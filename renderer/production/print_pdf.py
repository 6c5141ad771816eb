"""The print file: real size, every ink a named spot colour, bleed around it, trim and cut marked."""

import pathops  # type: ignore[import-untyped]

from renderer.artwork.outline import grown
from renderer.production.pdf import POINTS_PER_MM, Pdf, box, escaped, operators, spot
from renderer.production.separations import Separation, is_endless, whole

MARGIN_MM = 8.0
"""Paper around the bleed, for marks."""
MARK_MM, MARK_GAP_MM, HAIR_MM = 5.0, 2.0, 0.09
CUT, CUT_COLOR = "CutContour", "#ec008c"
"""The spot name that plotters look for."""


def print_pdf(inks: tuple[Separation, ...], width_mm: float, height_mm: float, bleed_mm: float = 2.0) -> bytes:
    """One page: TrimBox the artwork's rectangle, BleedBox `bleed_mm` more on every side.

    Inks reach under the cut by the bleed, the lowest first; over them lies the artwork as it is seen, then its contour.
    """
    pdf = Pdf()
    spots = [(ink.name, spot(pdf, ink.name, ink.color)) for ink in inks]
    cut = spot(pdf, CUT, CUT_COLOR)
    marks = spot(pdf, "All", "#000000")
    edge = bleed_mm + MARGIN_MM
    upright = [_upright(ink.shape, height_mm, edge) for ink in inks]
    contour = _upright(whole(inks), height_mm, edge)
    page = [_bled(name, shape, bleed_mm) for (name, _), shape in zip(spots, upright, strict=True)]
    page += [_filled(name, shape) for (name, _), shape in zip(spots, upright, strict=True)]
    page += [_stroked(CUT, operators(contour)), _stroked("All", _marks(width_mm, height_mm, edge, bleed_mm))]
    spaces = " ".join(f"/{escaped(name)} {number} 0 R" for name, number in (*spots, (CUT, cut), ("All", marks)))
    content = pdf.add_stream("\n".join(page).encode())
    boxes = " ".join(
        [
            box("MediaBox", 0, 0, width_mm + 2 * edge, height_mm + 2 * edge),
            box("BleedBox", MARGIN_MM, MARGIN_MM, width_mm + edge + bleed_mm, height_mm + edge + bleed_mm),
            box("TrimBox", edge, edge, edge + width_mm, edge + height_mm),
        ]
    )
    pages = content + 2
    resources = f"<< /ColorSpace << {spaces} >> >>"
    pdf.add(f"<< /Type /Page /Parent {pages} 0 R {boxes} /Resources {resources} /Contents {content} 0 R >>".encode())
    pdf.add(f"<< /Type /Pages /Kids [{content + 1} 0 R] /Count 1 >>".encode())
    return pdf.data(pdf.add(f"<< /Type /Catalog /Pages {pages} 0 R >>".encode()))


def _upright(shape: pathops.Path, height_mm: float, edge: float) -> pathops.Path:
    return shape.transform(1, 0, 0, -1, edge, edge + height_mm)


def _bled(name: str, shape: pathops.Path, bleed_mm: float) -> str:
    """The shape and a band around it; where to make one outline of both takes minutes, the band is a broad line."""
    if not is_endless(shape):
        return _filled(name, grown(shape, bleed_mm))
    line = f"/{escaped(name)} CS 1 SCN {2 * bleed_mm * POINTS_PER_MM:.4f} w"
    return f"/{escaped(name)} cs 1 scn {line}\n{operators(shape)}\nB"


def _filled(name: str, shape: pathops.Path) -> str:
    return f"/{escaped(name)} cs 1 scn\n{operators(shape)}\nf"


def _stroked(name: str, lines: str) -> str:
    return f"/{escaped(name)} CS 1 SCN {HAIR_MM * POINTS_PER_MM:.4f} w\n{lines}\nS"


def _marks(width_mm: float, height_mm: float, edge: float, bleed_mm: float) -> str:
    """Crop marks at the four corners of the trim, outside of the bleed."""
    path = pathops.Path()
    reach = (bleed_mm + MARK_GAP_MM, bleed_mm + MARK_GAP_MM + MARK_MM)
    for x, side in ((edge, -1), (edge + width_mm, 1)):
        for y, up in ((edge, -1), (edge + height_mm, 1)):
            path.moveTo(x + side * reach[0], y)
            path.lineTo(x + side * reach[1], y)
            path.moveTo(x, y + up * reach[0])
            path.lineTo(x, y + up * reach[1])
    return operators(path)
