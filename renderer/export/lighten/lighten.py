"""As authored where that is light enough; else step by step lighter, and no lighter than it takes."""

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypedDict

import numpy as np

from renderer.export.as_gltf import as_gltf
from renderer.export.figures import bounds, figures
from renderer.export.lighten.aside import STAND_IN, bring_looks_back, images_by_stand_in, set_looks_aside
from renderer.export.lighten.drop_hidden import drop_hidden
from renderer.export.lighten.simplify import simplify
from renderer.export.textures import halve_textures
from renderer.gltf.document import Document
from renderer.kept import kept

BUDGET = {"bytes": 2_900_000, "triangles": 100_000}
"""Khronos 3D Commerce guidelines for mobile AR (3 MB, with some air), Khronos Asset Auditor and Apple Quick Look."""
FINENESS = (20_000, 8_000, 5_000, 4_000, 3_000, 2_500, 2_000, 1_500, 1_200)
"""How many times longer the product's diagonal is than its surface may move, finest first: 0.1 to 1.7 mm on 2 m."""

PLACE_DIGITS = 12
"""More digits that a buffer view's byteOffset and byteLength can have, once images are back, than without them."""


def lighten(document: Document, placement: str | None) -> Document:
    """The first of ever lighter copies that is within `BUDGET` once `as_gltf` has made it a deliverable; else the last.

    `placement` is `floor` or `wall` where that is known. The copies: as it is; with smaller textures; without hidden
    triangles; simplified, by no more than it takes.
    """
    for step in (_as_it_is, halve_textures):
        document = step(document)
        if _triangles(document) <= BUDGET["triangles"] and _is_light(document):
            return document
    return bring_looks_back(_thinned(set_looks_aside(document), placement, images_by_stand_in(document)), document)


def _as_it_is(document: Document) -> Document:
    return document


def _is_light(document: Document) -> bool:
    """Whether its finished file is within the bytes of the budget."""
    bare = set_looks_aside(document)
    return _weight(_kept_weight([bare.digest()], lambda: bare), images_by_stand_in(document)) <= BUDGET["bytes"]


def _triangles(document: Document) -> int:
    count = figures(document)["triangles"]
    assert isinstance(count, int)
    return count


def _thinned(bare: Document, placement: str | None, images: Mapping[bytes, bytes]) -> Document:
    """`bare` without hidden triangles, and simplified by no more than it takes once `images` are back in it.

    Copies, and what they weigh, are kept: they are the same in every colour and with other images.
    """
    made_from: list[object] = [bare.digest(), placement or ""]

    @cache
    def thin(number: int) -> Document:
        if number == 0:
            return drop_hidden(bare, placement)
        diagonal = float(np.linalg.norm(np.ptp(bounds(thin(0)), axis=0)))
        return simplify(thin(0), diagonal / FINENESS[number - 1])

    @cache
    def fits(number: int) -> bool:
        return _weight(_kept_weight([*made_from, number], lambda: thin(number)), images) <= BUDGET["bytes"]

    def searched() -> bytes:
        return b"%d" % bisect_left(range(len(FINENESS)), True, lo=1, key=fits)

    number = 0 if fits(0) else _least(fits, int(kept("fineness", _shapes_of(bare, placement), __file__, searched)))
    return Document.from_glb(kept("thinned", [*made_from, number], __file__, lambda: thin(number).to_glb()))


def _shapes_of(bare: Document, placement: str | None) -> list[str]:
    """What is the same in other materials, which mostly have to be as light."""
    shapes = bare.copy()
    shapes.json["materials"] = [{} for _ in shapes.json.get("materials", [])]
    return [shapes.digest(), placement or ""]


def _least(fits: Callable[[int], bool], guess: int) -> int:
    """The least number from 1 on that fits, else the last, as `fits` goes on to once it does; sought around `guess`."""
    while guess > 1 and fits(guess - 1):
        guess -= 1
    while guess < len(FINENESS) and not fits(guess):
        guess += 1
    return guess


class Weighed(TypedDict):
    """A finished file whose images are aside."""

    size: float
    """Bytes at most, infinite where it has more triangles than it may."""
    images: list[str]
    """What stands in for those that it still has."""


def _kept_weight(made_from: list[object], copy: Callable[[], Document]) -> Weighed:
    told: Weighed = json.loads(kept("weighed", made_from, __file__, lambda: json.dumps(_weighed(copy())).encode()))
    return told


def _weighed(bare: Document) -> Weighed:
    if _triangles(bare) > BUDGET["triangles"]:
        return Weighed(size=math.inf, images=[])
    finished = as_gltf(bare)
    found = [finished.image_bytes(number) for number in range(len(finished.json.get("images", [])))]
    stand_ins = [each.decode() for each in found if each.startswith(STAND_IN)]
    places = PLACE_DIGITS * len(finished.views)
    return Weighed(size=len(finished.to_glb()) + places, images=stand_ins)


def _weight(bare: Weighed, images: Mapping[bytes, bytes]) -> float:
    """Bytes, `images` brought back."""
    stand_ins = [each.encode() for each in bare["images"]]
    return bare["size"] + sum(_aligned(images[each]) - _aligned(each) for each in stand_ins)


def _aligned(view: bytes) -> int:
    return -(-len(view) // 4) * 4
