"""What is chosen for one feature, defaults filled in."""

from typing import Literal

from configurator.catalog.swatch import Swatch
from renderer.recipe import Frozen


class CustomMatch(Frozen):
    """A custom colour and the swatch of the catalog that comes nearest to it."""

    color: str
    """sRGB `#rrggbb`."""
    nearest: str
    """Code of a swatch."""
    nearest_name: str
    delta_e: float
    """CIEDE2000 between the two."""


class Choice(Frozen):
    """One feature with its chosen option or swatch; a custom colour is a swatch of its own.

    `brings` says what it adds: the swatch chosen, a part (nodes), a finish (swatches of the option's own), or nothing.
    """

    brings: Literal["swatch", "part", "finish", "nothing"]
    feature: str
    feature_name: str
    option: str
    option_name: str
    text: str = ""
    swatch: Swatch | None = None
    custom: CustomMatch | None = None
    is_default: bool = False
