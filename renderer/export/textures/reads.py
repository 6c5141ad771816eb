"""Who looks at a picture, and at which of its channels."""

from collections import defaultdict
from dataclasses import dataclass, field

from pygltflib import NEAREST, REPEAT  # type: ignore[import-untyped]

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos

R, G, B, A = range(4)
CHANNELS = {
    "metallicRoughnessTexture": {G, B},
    "occlusionTexture": {R},
    "normalTexture": {R, G, B},
    "clearcoatTexture": {R},
    "clearcoatRoughnessTexture": {G},
    "clearcoatNormalTexture": {R, G, B},
    "transmissionTexture": {R},
    "thicknessTexture": {G},
    "iridescenceTexture": {R},
    "iridescenceThicknessTexture": {G},
    "anisotropyTexture": {R, G, B},
    "sheenRoughnessTexture": {A},
    "specularTexture": {A},
    "diffuseTransmissionTexture": {A},
    "specularGlossinessTexture": {R, G, B, A},
}
"""Textures that hold data; all others hold colour, three channels and, where the material blends or cuts, a fourth."""
WITH_ALPHA = {"baseColorTexture", "diffuseTexture"}


@dataclass
class Reads:
    """What the materials read of one picture."""

    channels: set[int] = field(default_factory=set)
    color: bool = False
    """Whether it is looked at as colour anywhere."""
    data: bool = False
    repeats: bool = False
    """Whether it is tiled, so that its size in pixels says nothing of how sharp it looks."""
    texels: bool = False
    """Whether its texels are read one by one, as those of a palette are."""

    def words(self) -> list[object]:
        """The same as a JSON-ready list."""
        return [sorted(self.channels), self.color, self.data, self.repeats, self.texels]


def reads(document: Document) -> dict[int, Reads]:
    """For each image that a material shows, what is read of it."""
    found: dict[int, Reads] = defaultdict(Reads)
    for material in document.json.get("materials", []):
        for pointer, info in texture_infos(material).items():
            name = pointer.rsplit("/", 1)[-1]
            entry = found[document.texture_image(info["index"])]
            entry.channels |= _channels(name, material)
            entry.color |= name not in CHANNELS
            entry.data |= name in CHANNELS
            entry.repeats |= _repeats(document, info)
            entry.texels |= _sampler(document, info).get("magFilter") == NEAREST
    return found


def _channels(name: str, material: Json) -> set[int]:
    if name not in CHANNELS:
        blends = material.get("alphaMode", "OPAQUE") != "OPAQUE"
        return {R, G, B, A} if blends and name in WITH_ALPHA else {R, G, B}
    if name == "metallicRoughnessTexture" and material["pbrMetallicRoughness"].get("metallicFactor", 1.0) == 0.0:
        return {G}
    return CHANNELS[name]


def _repeats(document: Document, info: Json) -> bool:
    scale = info.get("extensions", {}).get("KHR_texture_transform", {}).get("scale", (1.0, 1.0))
    return bool(_sampler(document, info).get("wrapS", REPEAT) == REPEAT and max(scale) > 1.0)


def _sampler(document: Document, info: Json) -> Json:
    texture = document.items("textures")[info["index"]]
    sampler: Json = document.items("samplers")[texture["sampler"]] if "sampler" in texture else {}
    return sampler
