"""How a text lies: a layout turns clean text into outlines, y up. One file and one line here for each."""

from collections.abc import Callable

from renderer.artwork.layouts.arched import arched
from renderer.artwork.layouts.circular import circular
from renderer.artwork.layouts.line import Laid
from renderer.artwork.layouts.monogram_circle import monogram_circle
from renderer.artwork.layouts.monogram_diamond import monogram_diamond
from renderer.artwork.layouts.monogram_interlocked import monogram_interlocked
from renderer.artwork.layouts.straight import straight
from renderer.artwork.layouts.two_lines import two_lines
from renderer.artwork.lettering import Setting

Layout = Callable[[Setting], Laid]

LAYOUTS: dict[str, Layout] = {
    "straight": straight,
    "two_lines": two_lines,
    "arched": arched,
    "circular": circular,
    "monogram_interlocked": monogram_interlocked,
    "monogram_circle": monogram_circle,
    "monogram_diamond": monogram_diamond,
}
