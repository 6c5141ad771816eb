"""How a text lies: a layout turns clean text into outlines in font units, y up. One file and one line here for each."""

from collections.abc import Callable

import pathops  # type: ignore[import-untyped]

from renderer.artwork.fonts import Font
from renderer.artwork.layouts.straight import straight

Layout = Callable[[str, Font], pathops.Path]

LAYOUTS: dict[str, Layout] = {"straight": straight}
