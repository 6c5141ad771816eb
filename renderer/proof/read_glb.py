"""Decals as a GLB has them."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import wound
from renderer.proof.decal import DecalFound, Floats, solid


def decal_in_glb(model: Document, zone: str, layer: int = 0) -> DecalFound | None:
    """The decal on `zone` in that layer, with those that are drawn in one call with it; None where there is none."""
    world, meshes = model.world_matrices(), model.items("meshes")
    shown = [
        (primitive, world[number])
        for number, node in enumerate(model.items("nodes"))
        if (zone, layer) in _layers(node)
        for primitive in meshes[node["mesh"]]["primitives"]
    ]
    if cut := [_corners(model, *each) for each in shown if _is_opaque(model, each[0])]:
        return solid(np.concatenate(cut))
    return _pictured(model, *shown[0]) if shown else None


def _layers(node: Json) -> set[tuple[str, int]]:
    """Zone and layer of the artworks that a node shows."""
    extras = node.get("extras", {})
    shown = (*extras.get("decals", []), extras.get("decal", {}))
    return {(each.get("zone", ""), each.get("layer", 0)) for each in shown}


def _is_opaque(model: Document, primitive: Json) -> bool:
    return "alphaMode" not in model.items("materials")[primitive["material"]]


def _corners(model: Document, primitive: Json, world: Floats) -> Floats:
    """Triangles (m, 3, 3) in the world."""
    points = model.accessor(primitive["attributes"]["POSITION"]) @ world[:3, :3].T + world[:3, 3]
    return np.asarray(points[_triangles(model, primitive, world)])


def _triangles(model: Document, primitive: Json, world: Floats) -> NDArray[np.int64]:
    """The vertices (m, 3) of each triangle."""
    return wound(model.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64), world)


def _pictured(model: Document, primitive: Json, world: Floats) -> DecalFound:
    uv = model.accessor(primitive["attributes"]["TEXCOORD_0"]).astype(np.float64)
    info = model.items("materials")[primitive["material"]]["pbrMetallicRoughness"]["baseColorTexture"]
    alpha = alpha_of(model.image_bytes(model.texture_image(info["index"])))
    return DecalFound(_corners(model, primitive, world), uv[_triangles(model, primitive, world)], alpha)


def alpha_of(data: bytes) -> Floats:
    """The alpha channel of a picture (h, w), 0..1."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA").getchannel("A"), np.float64) / 255
