"""Materials as words: what is equal in them looks the same, whatever its name and its number."""

import json

from renderer.gltf.container import Json, copy_json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos
from renderer.studio.shade.materials import Material

COLOR = "baseColorFactor"


def described(document: Document, words: Json, material: Material) -> str:
    """All of a glTF material object that is seen, as JSON: its textures by what they show, not by their numbers."""
    words = copy_json({key: value for key, value in words.items() if key not in ("name", "extras")})
    seen = {use.texture for use in material.textures.values()}
    for info in texture_infos(words).values():
        if info["index"] in seen:
            info["index"] = _texture(document, info["index"])
    return json.dumps(words, sort_keys=True)


def uncoloured(document: Document, number: int, material: Material) -> str:
    """What material `number` looks like but for its base colour factor: what is equal here differs in a colour."""
    materials = document.json.get("materials", [])
    words: Json = dict(materials[number]) if number < len(materials) else {}
    shading = words.get("pbrMetallicRoughness", {})
    words["pbrMetallicRoughness"] = {key: value for key, value in shading.items() if key != COLOR}
    return described(document, words, material)


def _texture(document: Document, number: int) -> Json:
    sampler = document.json["textures"][number].get("sampler")
    return {
        "image": document.image_digest(document.texture_image(number)),
        "sampler": {} if sampler is None else document.json["samplers"][sampler],
    }
