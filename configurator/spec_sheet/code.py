"""A link as a QR code (ISO/IEC 18004) that survives a crease: a quarter of it may be unreadable."""

import base64
import io

import segno

INK = "#17181a"


def code_svg(link: str, border: int = 0) -> bytes:
    """The code as SVG, with so many modules of quiet around it; dark on nothing."""
    drawing = io.BytesIO()
    segno.make(link, error="q", micro=False).save(drawing, kind="svg", border=border, dark=INK, xmldecl=False)
    return drawing.getvalue()


def code_uri(link: str) -> str:
    """The code as a data URI, with the quiet zone that the standard asks for."""
    return f"data:image/svg+xml;base64,{base64.b64encode(code_svg(link, border=4)).decode()}"
