"""A material without its base colour factor: what is equal here differs in nothing but a colour."""

import json

from renderer.digest import digest_bytes
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.studio.shade.materials import Material


def uncoloured(document: Document, number: int, material: Material) -> str:
    """What material `number` looks like, with digests of its textures, as JSON; but for its base colour factor."""
    materials = document.json.get("materials", [])
    words: Json = dict(materials[number]) if number < len(materials) else {}
    words = {key: value for key, value in words.items() if key not in ("name", "extras")}
    shading = words.get("pbrMetallicRoughness", {})
    words["pbrMetallicRoughness"] = {key: value for key, value in shading.items() if key != "baseColorFactor"}
    textures = sorted({use.texture for use in material.textures.values()})
    return json.dumps([words, [_texture(document, texture) for texture in textures]], sort_keys=True)


def _texture(document: Document, number: int) -> Json:
    sampler = document.json["textures"][number].get("sampler")
    return {
        "image": digest_bytes(document.image_bytes(document.texture_image(number))),
        "sampler": {} if sampler is None else document.json["samplers"][sampler],
    }
