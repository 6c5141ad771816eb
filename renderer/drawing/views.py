"""All views of a model, kept: they take seconds, and no colour changes them."""

import json

import numpy as np

from renderer.digest import canonical_json
from renderer.drawing.direction import DIRECTIONS
from renderer.drawing.shells import shells
from renderer.drawing.view import CELLS, LineView, line_view
from renderer.gltf.document import Document
from renderer.kept import kept
from renderer.studio.known_scenes import scene_of

DECIMALS = 2
"""Of a millimetre."""


def line_views(document: Document, cells: int = CELLS) -> tuple[LineView, ...]:
    """The views of `DIRECTIONS`; raises `ModelError` where the model shows nothing."""
    scene = scene_of(document)

    def make() -> bytes:
        pieces = shells(scene)
        return canonical_json([_plain(line_view(scene, pieces, each, cells)) for each in DIRECTIONS])

    found = kept("drawings", {"geometry": scene.geometry_digest, "cells": cells}, __file__, make)
    return tuple(_read(plain) for plain in json.loads(found))


def _plain(view: LineView) -> dict[str, object]:
    def lines(each: tuple[np.ndarray, ...]) -> list[object]:
        return [np.round(points, DECIMALS).tolist() for points in each]

    box = np.round(view.box, DECIMALS).tolist()
    return {"name": view.name, "outline": lines(view.outline), "edges": lines(view.edges), "box": box}


def _read(plain: dict[str, list[object]]) -> LineView:
    outline, edges = (tuple(np.array(points, np.float64) for points in plain[name]) for name in ("outline", "edges"))
    return LineView(str(plain["name"]), outline, edges, np.array(plain["box"], np.float64))
