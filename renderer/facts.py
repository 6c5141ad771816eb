"""What a product says of itself, for an export to be held to and to carry on."""

from typing import Literal

from renderer.recipe import Frozen

Placement = Literal["floor", "wall", "table"]


class ProductFacts(Frozen):
    """All of it may be unknown: then nothing is checked and nothing is written."""

    name: str = ""
    size_mm: tuple[float, float, float] | None = None
    """Along x, y, z."""
    placement: Placement | None = None
    copyright: str = ""
    license: str = ""
    """An SPDX expression."""
    configuration: str = ""
    """SHA-256 of the configuration that is shown, as its spec sheet states it; none of what a customer wrote."""


UNKNOWN = ProductFacts()
