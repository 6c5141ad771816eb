"""Dimensioned line drawings of an assembled model, as a draughtsman lays them out: side, front and top on one sheet.

scene ─► pieces ─┬─► look, once a direction ─► regions ─┬─► borders ─► chains ─► smooth lines ─► sheet ─┬─► SVG
                 └─► the same through the glass ────────┘                                               ├─► DXF
                                                                                                        └─► PDF
"""

from renderer.drawing.formats import FORMATS, drawing

__all__ = ["FORMATS", "drawing"]
