"""A drawing as a file, in one of the formats that people ask for."""

from collections.abc import Callable, Mapping

from renderer.asset import Asset
from renderer.drawing.sheet import Sheet, lay_out
from renderer.drawing.svg import drawing_svg
from renderer.drawing.view import CELLS
from renderer.drawing.views import line_views
from renderer.facts import ProductFacts
from renderer.gltf.document import Document


def _pdf(sheet: Sheet) -> bytes:
    from renderer.drawing.pdf import drawing_pdf  # noqa: PLC0415 - the typesetter is loaded by whoever needs it

    return drawing_pdf(drawing_svg(sheet))


def _dxf(sheet: Sheet) -> bytes:
    from renderer.drawing.dxf import drawing_dxf  # noqa: PLC0415 - as above

    return drawing_dxf(sheet)


FORMATS: Mapping[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "svg": ("image/svg+xml", drawing_svg),
    "dxf": ("image/vnd.dxf", _dxf),
    "pdf": ("application/pdf", _pdf),
}
"""File ending → media type and what writes it."""


def drawing(document: Document, facts: ProductFacts, kind: str, cells: int = CELLS) -> Asset:
    """`drawings/drawing.<kind>` of an assembled model: side, front and top view to scale, with overall dimensions.

    Hidden lines are left out. Raises `ModelError` where the model shows nothing.
    """
    media_type, write = FORMATS[kind]
    views = line_views(document, cells)
    sheet = lay_out(views, facts.name)
    sizes = {view.name: [round(float(each), 1) for each in view.box[1] - view.box[0]] for view in views}
    return Asset(f"drawings/drawing.{kind}", media_type, write(sheet), {"product": facts.name}, {"sizes_mm": sizes})
