"""Decals as a GLB has them."""

import io

import numpy as np
from PIL import Image

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.proof.decal import DecalFound, Floats


def decal_in_glb(model: Document, zone: str) -> DecalFound | None:
    """The decal on `zone`, with those that are drawn in one call with it; None where there is none."""
    world = model.world_matrices()
    for number, node in enumerate(model.items("nodes")):
        extras = node.get("extras", {})
        decals = [*extras.get("decals", []), extras.get("decal", {})]
        if any(each.get("zone") == zone for each in decals):
            return _decal(model, model.items("meshes")[node["mesh"]]["primitives"][0], world[number])
    return None


def _decal(model: Document, primitive: Json, world: Floats) -> DecalFound:
    attributes = primitive["attributes"]
    points = model.accessor(attributes["POSITION"]) @ world[:3, :3].T + world[:3, 3]
    uv = model.accessor(attributes["TEXCOORD_0"]).astype(np.float64)
    corners = model.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64)
    info = model.items("materials")[primitive["material"]]["pbrMetallicRoughness"]["baseColorTexture"]
    return DecalFound(points[corners], uv[corners], alpha_of(model.image_bytes(model.texture_image(info["index"]))))


def alpha_of(data: bytes) -> Floats:
    """The alpha channel of a picture (h, w), 0..1."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA").getchannel("A"), np.float64) / 255
