"""The AR formats there are. A new one is a function and a line here."""

from collections.abc import Callable

from renderer.asset import Asset
from renderer.export.export_glb import export_glb
from renderer.export.web.export_web import export_web
from renderer.facts import ProductFacts
from renderer.gltf.document import Document

Exporter = Callable[[Document, ProductFacts], Asset]
"""An assembled document and what the product says of itself → `model.<format>`, through the gate."""


def _usdz(document: Document, facts: ProductFacts) -> Asset:
    from renderer.export.usd import export_usdz  # noqa: PLC0415 - USD takes a second to load; who writes it pays

    return export_usdz(document, facts)


EXPORTERS: dict[str, Exporter] = {
    "glb": export_glb,
    "usdz": _usdz,
    "web.glb": export_web,
}
"""By the ending of the file's name."""

ALWAYS = ("glb", "usdz")
"""What every build makes; the others, it makes on request."""


def format_of(name: str) -> str | None:
    """The format whose ending a file name has, the longest where it has several; None where there is none."""
    return max((each for each in EXPORTERS if name.endswith(f".{each}")), key=len, default=None)
