"""Where in its zone a customer wants an artwork, as a configuration has it."""

from typing import Annotated

from pydantic import Field, StrictBool

from renderer.recipe import Frozen

Offset = Annotated[float, Field(strict=True, ge=-20_000, le=20_000)]
Side = Annotated[float, Field(strict=True, ge=1, le=20_000)]


class PlaceChoice(Frozen):
    """Millimetres in the zone, as its reader sees it; every field may be left out: then it is the middle, and large."""

    at_mm: tuple[Offset, Offset] | None = None
    """The artwork's middle from the zone's: to the right and up."""
    within_mm: tuple[Side, Side] | None = None
    """Width and height that it is fitted into, around `at_mm`; else all that the zone's safe margin leaves there."""
    on_top: StrictBool = False
    """Laid over what stands before it in the list, where they overlap."""
