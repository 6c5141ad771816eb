"""The AR formats there are. A new one is a function and an entry here."""

from collections.abc import Callable

from renderer.asset import Asset
from renderer.facts import ProductFacts
from renderer.gltf.document import Document

Exporter = Callable[[Document, ProductFacts], Asset]
"""An assembled document and what the product says of itself → `model.<format>`, through the gate."""


# Each is loaded when it is first called: who only names the formats waits for none of them.


def _glb(document: Document, facts: ProductFacts) -> Asset:
    from renderer.export.export_glb import export_glb  # noqa: PLC0415

    return export_glb(document, facts)


def _usdz(document: Document, facts: ProductFacts) -> Asset:
    from renderer.export.usd import export_usdz  # noqa: PLC0415

    return export_usdz(document, facts)


def _web(document: Document, facts: ProductFacts) -> Asset:
    from renderer.export.web.export_web import export_web  # noqa: PLC0415

    return export_web(document, facts)


EXPORTERS: dict[str, Exporter] = {"glb": _glb, "usdz": _usdz, "web.glb": _web}
"""By the ending of the file's name."""

ALWAYS = ("glb", "usdz")
"""What every build makes; the others, it makes on request."""


def format_of(name: str) -> str | None:
    """The format whose ending a file name has, the longest where it has several; None where there is none."""
    return max((each for each in EXPORTERS if name.endswith(f".{each}")), key=len, default=None)
