"""Triangles and vertices in the order in which a codec finds most that repeats."""

import json

import numpy as np
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, TRIANGLES  # type: ignore[import-untyped]

from renderer.export.needs import primitives
from renderer.export.web.codec import new_order
from renderer.gltf.container import Json
from renderer.gltf.document import Document

GEOMETRY = ("attributes", "indices", "targets")


def reorder(document: Document) -> Document:
    """A copy whose indexed triangles stand in another order, on vertices in the order of their first use."""
    document = document.copy()
    done: dict[str, Json] = {}
    for primitive in primitives(document):
        if "indices" in primitive and primitive.get("mode", TRIANGLES) == TRIANGLES:
            shape = {key: primitive[key] for key in GEOMETRY if key in primitive}
            name = json.dumps(shape, sort_keys=True)
            if name not in done:
                done[name] = _ordered(document, shape)
            primitive.update(done[name])
    return document


def _ordered(document: Document, shape: Json) -> Json:
    """The geometry of a primitive, its accessors new."""
    corners, old = new_order(document.accessor(shape["indices"])[:, 0].astype(np.uint32))

    def moved(holder: Json) -> Json:
        return {name: _taken(document, accessor, old) for name, accessor in holder.items()}

    targets = {"targets": [moved(target) for target in shape["targets"]]} if "targets" in shape else {}
    indices = document.add_accessor(corners, ELEMENT_ARRAY_BUFFER)
    return {"attributes": moved(shape["attributes"]), "indices": indices, **targets}


def _taken(document: Document, number: int, rows: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> int:
    normalized = bool(document.items("accessors")[number].get("normalized", False))
    return document.add_accessor(document.accessor(number, stored=True)[rows], ARRAY_BUFFER, normalized=normalized)
