"""The sheet as PDF, real size."""

import tempfile
from pathlib import Path

import typst

from renderer.drawing.sheet import HEIGHT_MM, WIDTH_MM

PAGE = f"""#set document(date: none)
#set page(width: {WIDTH_MM:g}mm, height: {HEIGHT_MM:g}mm, margin: 0mm)
#image("drawing.svg", width: 100%, alt: "Side, front and top view with dimensions in millimetres")"""


def drawing_pdf(svg: bytes) -> bytes:
    """One page of A4, landscape. Same inputs, same bytes."""
    with tempfile.TemporaryDirectory(prefix="livery-drawing-") as folder:
        (Path(folder) / "drawing.svg").write_bytes(svg)
        (Path(folder) / "page.typ").write_text(PAGE, encoding="utf-8")
        page = Path(folder) / "page.typ"
        return typst.compile(page, root=page.parent, ignore_system_fonts=True, format="pdf")
