"""Flat lettering is cut out of its patch: opaque shapes, sharp from anywhere, nothing to sort, one colour each."""

import numpy as np
import pathops  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from numpy.typing import NDArray
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.assemble.flat_inks import INKS
from renderer.color import hex_to_linear
from renderer.export.draw_calls.mergeable import DECAL
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.production.flatten import flattened
from renderer.surface.cut_out import Cut, cut_out

Floats = NDArray[np.float64]

MOST_INKS, MOST_TRIANGLES = 2, 6000
"""Each ink is a draw call; what takes more stays a picture on its patch."""
TOLERANCE_MM = 0.06
"""From half a metre away, a tenth of what the eye can tell."""


def cut_artworks(document: Document) -> Document:
    """A copy in which artworks that say their inks (`extras.decal.inks`) are opaque shapes of one colour each, where
    that pays; the others keep patch and picture. Nothing says its inks any longer.
    """
    document = document.copy()
    for node in document.items("nodes"):
        inks = node.get("extras", {}).get(DECAL, {}).pop(INKS, [])
        if 0 < len(inks) <= MOST_INKS:
            _cut(document, node, inks)
    return document


def _cut(document: Document, node: Json, inks: list[Json]) -> None:
    mesh, words = document.items("meshes")[node["mesh"]], node["extras"][DECAL]
    (patch,) = mesh["primitives"]
    read = {name: document.accessor(number).astype(np.float64) for name, number in patch["attributes"].items()}
    corners = document.accessor(patch["indices"])[:, 0].astype(np.int64).reshape(-1, 3)
    flat = read["TEXCOORD_0"][corners] * (words["width_mm"], words["height_mm"])
    cuts = [cut_out(_rings(ink["d"]), flat) for ink in inks]
    if 0 < sum(len(cut.source) for cut in cuts) <= MOST_TRIANGLES:
        mesh["primitives"] = [
            _primitive(document, cut, read, corners)
            | {"material": _material(document, patch["material"], ink["color"])}
            for cut, ink in zip(cuts, inks, strict=True)
            if len(cut.source)
        ]


def _rings(data: str) -> list[Floats]:
    """Closed lines (n, 2) of an SVG path, even-odd."""
    path = pathops.Path()
    parse_path(data, path.getPen(glyphSet=None))
    return flattened(path, TOLERANCE_MM)


def _primitive(document: Document, cut: Cut, read: dict[str, Floats], corners: NDArray[np.int64]) -> Json:
    """The triangles of `cut`, where the patch's vertices `read` are."""
    columns = [
        np.einsum("nij,njk->nik", cut.shares, read[name][corners][cut.source]) for name in ("POSITION", "NORMAL")
    ]
    columns[1] /= np.maximum(np.linalg.norm(columns[1], axis=-1, keepdims=True), 1e-12)
    values = np.concatenate(columns, axis=-1).reshape(-1, 6).astype(np.float32)
    _, first, index = np.unique(
        np.round(values.astype(np.float64), 6) + 0.0, axis=0, return_index=True, return_inverse=True
    )
    triangles = index.reshape(-1, 3)
    triangles = triangles[(np.diff(np.sort(triangles, axis=1), axis=1) > 0).all(axis=1)]
    attributes = {
        "POSITION": document.add_accessor(values[first, :3], ARRAY_BUFFER),
        "NORMAL": document.add_accessor(values[first, 3:], ARRAY_BUFFER),
    }
    return {"attributes": attributes, "indices": document.add_accessor(triangles.reshape(-1), ELEMENT_ARRAY_BUFFER)}


def _material(document: Document, like: int, color: str) -> int:
    """An opaque material of one colour, else as that of the patch."""
    patch = document.items("materials")[like]
    pbr = {key: value for key, value in patch["pbrMetallicRoughness"].items() if key != "baseColorTexture"}
    opaque = {key: value for key, value in patch.items() if key != "alphaMode"}
    factors = {**pbr, "baseColorFactor": [*map(float, hex_to_linear(color)), 1.0]}
    return document.add_material({**opaque, "name": f"{patch['name']}:{color}", "pbrMetallicRoughness": factors})
