"""As authored where that is light enough; else step by step lighter, and no lighter than it takes."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache, partial

import numpy as np

from renderer.export.figures import bounds, figures
from renderer.export.lighten.drop_hidden import drop_hidden
from renderer.export.lighten.simplify import simplify
from renderer.export.textures import halve_textures
from renderer.gltf.document import Document

BUDGET = {"bytes": 2_900_000, "triangles": 100_000}
"""Khronos 3D Commerce guidelines for mobile AR (3 MB, with some air), Khronos Asset Auditor and Apple Quick Look."""
FINENESS = (20_000, 8_000, 5_000, 4_000, 3_000, 2_500, 2_000, 1_500, 1_200)
"""How many times longer the product's diagonal is than its surface may move, finest first: 0.1 to 1.7 mm on 2 m."""


def lighten(document: Document, placement: str | None, finish: Callable[[Document], Document]) -> Document:
    """The first of ever lighter copies that is within `BUDGET` once `finish` has made it a deliverable; else the last.

    `placement` is `floor` or `wall` where that is known. The copies: as it is; with smaller textures; without hidden
    triangles; simplified, by no more than it takes.
    """
    for step in (_as_it_is, halve_textures, partial(drop_hidden, placement=placement)):
        document = step(document)
        if _fits(document, finish):
            return document
    errors = np.linalg.norm(np.ptp(bounds(document), axis=0)) / np.array(FINENESS)
    lighter = cache(lambda number: simplify(document, float(errors[number])))
    return lighter(bisect_left(range(len(errors) - 1), True, key=lambda number: _fits(lighter(number), finish)))


def _as_it_is(document: Document) -> Document:
    return document


def _fits(document: Document, finish: Callable[[Document], Document]) -> bool:
    """Whether it is within the budget once it is finished; what is over it before need not be finished to be known."""
    images = sum(len(document.image_bytes(number)) for number in range(len(document.json.get("images", []))))
    if images > BUDGET["bytes"] or _triangles(document) > BUDGET["triangles"]:
        return False
    return len(finish(document).to_glb()) <= BUDGET["bytes"]


def _triangles(document: Document) -> int:
    count = figures(document)["triangles"]
    assert isinstance(count, int)
    return count
