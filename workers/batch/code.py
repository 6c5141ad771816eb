"""The state of all that makes pictures: in the keys of files, so that those of older code are drawn again."""

from functools import cache

from renderer.digest import digest_value
from renderer.libraries import libraries
from renderer.sources import ROOT, state_of

DRAWN_BY = (
    "renderer/assemble/assemble.py",
    "renderer/engines.py",
    "renderer/studio/layers/open_bake.py",
    "renderer/encode/encode.py",
    "renderer/encode/watermark.py",
)
"""What all of it begins with; the rest of a batch hands on what these make."""


@cache
def code() -> str:
    """SHA-256, hex, over the code that draws and writes pictures and the libraries that it stands on."""
    return digest_value([*(state_of(ROOT / source) for source in DRAWN_BY), libraries()])
