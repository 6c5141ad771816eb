"""Positions in 16 bits, https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_mesh_quantization."""

from collections import defaultdict

import numpy as np
from pygltflib import ARRAY_BUFFER, FLOAT  # type: ignore[import-untyped]

from renderer.gltf.container import Json
from renderer.gltf.document import Document

EXTENSION = "KHR_mesh_quantization"
STEPS = 32_767
PLAIN = {"name", "mesh", "children", "translation", "rotation", "scale", "matrix", "extras"}


def quantize(document: Document) -> Document:
    """A copy in which still meshes have positions in steps of 1/65,534 of their longest side.

    What brings them back to size is a node of its own under each node that held the mesh. Meshes with skins, morph
    targets or instances keep their floats.
    """
    document = document.copy()
    holders: dict[int, list[Json]] = defaultdict(list)
    for node in document.items("nodes"):
        if "mesh" in node:
            holders[node["mesh"]].append(node)
    for mesh, nodes in sorted(holders.items()):
        if _may_be(document, document.items("meshes")[mesh], nodes):
            _quantize(document, mesh, nodes)
    return document


def _may_be(document: Document, mesh: Json, nodes: list[Json]) -> bool:
    accessors = document.items("accessors")
    return all(node.keys() <= PLAIN for node in nodes) and all(
        "targets" not in primitive and accessors[primitive["attributes"]["POSITION"]]["componentType"] == FLOAT
        for primitive in mesh["primitives"]
    )


def _quantize(document: Document, number: int, nodes: list[Json]) -> None:
    mesh = document.items("meshes")[number]
    points = [document.accessor(primitive["attributes"]["POSITION"]) for primitive in mesh["primitives"]]
    low, high = np.min([each.min(axis=0) for each in points], 0), np.max([each.max(axis=0) for each in points], 0)
    center, half = (low + high) / 2.0, float(max((high - low).max() / 2.0, np.finfo(np.float32).tiny))
    for primitive, each in zip(mesh["primitives"], points, strict=True):
        steps = np.round((each - center) / half * STEPS).astype(np.int16)
        primitive["attributes"]["POSITION"] = document.add_accessor(steps, ARRAY_BUFFER, normalized=True)
    to_size: Json = {"translation": [float(each) for each in center], "scale": [half] * 3}
    for node in nodes:
        child = {"mesh": node.pop("mesh"), **to_size}
        document.items("nodes").append(child)
        node.setdefault("children", []).append(len(document.items("nodes")) - 1)
    document.use_extensions([EXTENSION])
    document.json["extensionsRequired"] = sorted({*document.json.get("extensionsRequired", []), EXTENSION})
