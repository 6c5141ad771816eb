"""Vertex data laid out afresh: a tight buffer view for each accessor, bound to the buffer it is for."""

import numpy as np
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.export.needs import primitives
from renderer.gltf.document import Document


def repack(document: Document) -> Document:
    """A copy without the bytes that accessors of dropped parts left behind in shared buffer views.

    Values, component types and bounds stay; interleaved vertices come apart; `target` is set on every view.
    """
    document = document.copy()
    for accessor, target in sorted(_targets(document).items()):
        _repack(document, accessor, target)
    return document


def _targets(document: Document) -> dict[int, int]:
    """The accessors that primitives read, with the buffer target that suits each."""
    targets: dict[int, int] = {}
    for primitive in primitives(document):
        for attributes in [primitive.get("attributes", {}), *primitive.get("targets", [])]:
            targets |= dict.fromkeys(attributes.values(), ARRAY_BUFFER)
        if "indices" in primitive:
            targets[primitive["indices"]] = ELEMENT_ARRAY_BUFFER
    return targets


def _repack(document: Document, number: int, target: int) -> None:
    accessor = document.items("accessors")[number]
    if "bufferView" not in accessor or "sparse" in accessor:
        return
    values = document.accessor(number, stored=True)
    row = values.shape[1] * values.itemsize
    padding = -row % 4 if target == ARRAY_BUFFER else 0
    rows = values.view(np.uint8).reshape(len(values), row)
    data = np.pad(rows, ((0, 0), (0, padding))).tobytes()
    accessor.pop("byteOffset", None)
    accessor["bufferView"] = document.add_view(data, target=target, stride=row + padding if padding else None)
