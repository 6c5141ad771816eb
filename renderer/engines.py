"""The engines: one scene, one camera, one tone mapper, three ways to draw.

| engine      | built on                          | for                                                   |
| studio      | embreex, numba, Open Image Denoise | product shots: near path-traced, a new colour is free |
| draft       | pyrender, OpenGL                  | cameras that nobody baked                             |
| reference   | Mitsuba 3, Open Image Denoise     | hero images, and the yardstick of the other two       |

To add one, write a function like these and name it in `ENGINES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from renderer import studio
from renderer.closest import closest
from renderer.errors import EngineUnavailable, InputError
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.store import Store

Pixels = NDArray[np.uint8]
Engine = Callable[[Document, Shot, Store, Path], Pixels]
"""Draws a document as a shot asks: (H, W, 4) sRGB, straight alpha. The path is a folder for what is worth keeping."""

DEFAULT = "studio"


def draft(document: Document, shot: Shot, store: Store, cache: Path) -> Pixels:
    """By OpenGL; raises `EngineUnavailable` where there is none."""
    from renderer.draft import draw  # noqa: PLC0415 - OpenGL is loaded for those who ask for it

    return draw(document, shot, store, cache)


def reference(document: Document, shot: Shot, store: Store, cache: Path) -> Pixels:
    """By tracing paths; raises `EngineUnavailable` where Mitsuba is not installed."""
    from renderer.reference import draw  # noqa: PLC0415 - Mitsuba is loaded for those who ask for it

    return draw(document, shot, store, cache)


ENGINES: dict[str, Engine] = {DEFAULT: studio.draw, "draft": draft, "reference": reference}


@dataclass(frozen=True, eq=False)
class Drawn:
    """A picture, the engine that drew it, and why it was another than the one asked for."""

    pixels: Pixels
    engine: str
    note: str = ""


def draw(engine: str, document: Document, shot: Shot, store: Store, cache: Path) -> Drawn:
    """Draw with `engine`, or with the studio engine where that one cannot run here.

    Raises `InputError` ENGINE_UNKNOWN, and what the engines raise for documents and shots that cannot be drawn.
    """
    if engine not in ENGINES:
        message, near = f"There is no engine {engine!r}. There are: {', '.join(ENGINES)}.", closest(engine, ENGINES)
        raise InputError(message, code="ENGINE_UNKNOWN", details={"suggestions": list(near)})
    try:
        return Drawn(ENGINES[engine](document, shot, store, cache), engine)
    except EngineUnavailable as error:
        note = f"Asked for {engine}, drawn by {DEFAULT}: {error.message}"
        return Drawn(ENGINES[DEFAULT](document, shot, store, cache), DEFAULT, note)
