"""The cut path for plotters and lasers: closed polylines in millimetres, a layer for each ink and one for the contour.

DXF of AutoCAD R12, which everything reads: https://help.autodesk.com/view/OARX/2024/ENU/ (DXF Reference).
"""

from collections.abc import Iterator

import pathops  # type: ignore[import-untyped]

from renderer.production.flatten import flattened
from renderer.production.separations import Separation, whole

CONTOUR, INK = "CUT_CONTOUR", "INK_"
MILLIMETRES = 4


def cut_dxf(inks: tuple[Separation, ...], height_mm: float) -> bytes:
    """The file; its origin is the artwork's lower left corner, y up."""
    layers = {f"{INK}{ink.color.lstrip('#').upper()}": ink.shape for ink in inks} | {CONTOUR: whole(inks)}
    lines = [*_header(), *_layers(list(layers)), *_section("ENTITIES")]
    for layer, shape in layers.items():
        lines += _polylines(layer, shape, height_mm)
    lines += ["0", "ENDSEC", "0", "EOF", ""]
    return "\n".join(lines).encode("ascii")


def _header() -> list[str]:
    units = ["9", "$INSUNITS", "70", str(MILLIMETRES), "9", "$MEASUREMENT", "70", "1"]
    return [*_section("HEADER"), "9", "$ACADVER", "1", "AC1009", *units, "0", "ENDSEC"]


def _layers(names: list[str]) -> list[str]:
    table = [*_section("TABLES"), "0", "TABLE", "2", "LAYER", "70", str(len(names))]
    for number, name in enumerate(names, start=1):
        table += ["0", "LAYER", "2", name, "70", "0", "62", str(number), "6", "CONTINUOUS"]
    return [*table, "0", "ENDTAB", "0", "ENDSEC"]


def _section(name: str) -> list[str]:
    return ["0", "SECTION", "2", name]


def _polylines(layer: str, shape: pathops.Path, height_mm: float) -> Iterator[str]:
    for points in flattened(shape):
        yield from ("0", "POLYLINE", "8", layer, "66", "1", "70", "1", "10", "0.0", "20", "0.0", "30", "0.0")
        for x, y in points:
            yield from ("0", "VERTEX", "8", layer, "10", f"{x:.4f}", "20", f"{height_mm - y:.4f}", "30", "0.0")
        yield from ("0", "SEQEND", "8", layer)
