"""The views as DXF, real size: millimetres of the product, a layer for each kind of line, true dimensions."""

import io

import ezdxf
import numpy as np
from ezdxf import units
from ezdxf._options import options
from ezdxf.layouts.layout import Modelspace

from renderer.drawing.dimension import AWAY_MM, Dimension
from renderer.drawing.sheet import PlacedView, Sheet

LAYERS = {"OUTLINE": 35, "EDGES": 13, "CENTRE": 13, "DIMENSIONS": 13}
"""Layer → line breadth, hundredths of a millimetre."""


def drawing_dxf(sheet: Sheet) -> bytes:
    """AutoCAD 2000, which everything reads; views stand as on the sheet. Same inputs, same bytes."""
    options.write_fixed_meta_data_for_testing = True
    document = ezdxf.new("R2000", setup=True, units=units.MM)  # type: ignore[attr-defined]
    for name, breadth in LAYERS.items():
        document.layers.add(name, lineweight=breadth, linetype="CENTER" if name == "CENTRE" else "CONTINUOUS")
    space, grow = document.modelspace(), 1 / sheet.views[0].scale
    document.header["$LTSCALE"] = grow
    for placed in sheet.views:
        _view(space, placed, grow)
    for line in sheet.centers:
        start, end = (line * grow).tolist()
        space.add_line(start, end, dxfattribs={"layer": "CENTRE"})
    for each in sheet.dimensions:
        _dimension(space, each, grow)
    written = io.StringIO()
    document.write(written)
    return written.getvalue().encode()


def _view(space: Modelspace, placed: PlacedView, grow: float) -> None:
    for layer, lines in (("OUTLINE", placed.view.outline), ("EDGES", placed.view.edges)):
        for line in lines:
            points = np.round(placed.paper(line) * grow, 3)
            closed = len(points) > 2 and bool((points[0] == points[-1]).all())
            space.add_lwpolyline(
                (points[:-1] if closed else points).tolist(), close=closed, dxfattribs={"layer": layer}
            )


def _dimension(space: Modelspace, each: Dimension, grow: float) -> None:
    start, end, base = (point * grow for point in (each.start, each.end, each.start + each.away * AWAY_MM))
    sizes = {"dimtxt": 2.5 * grow, "dimasz": 2.5 * grow, "dimexe": 1.6 * grow, "dimexo": grow, "dimgap": 0.8 * grow}
    look = {**sizes, "dimdec": 0, "dimscale": 1.0, "dimlfac": 1.0, "dimtad": 1}
    made = space.add_linear_dim(
        tuple(base), tuple(start), tuple(end), angle=90.0 if each.is_upright else 0.0,
        dimstyle="Standard", override=look, dxfattribs={"layer": "DIMENSIONS"},
    )  # fmt: skip
    made.render()
