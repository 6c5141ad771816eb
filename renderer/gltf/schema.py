"""The shape of a glTF document, written once: what has which type, and which integer is an index into which array.

Keys that the shape does not name (unknown extensions, extras) are left alone. Source: the JSON schema of glTF 2.0 and
of its ratified extensions, https://github.com/KhronosGroup/glTF/tree/main/specification/2.0/schema.
"""

from renderer.gltf.container import Json, JsonValue
from renderer.gltf.shape import COUNT, FACTOR, Each, Numbers, Ref, Shape, Values


def texture_info(**more: Shape) -> Json:
    """A textureInfo, with the transform that KHR_texture_transform may give it."""
    transform = {"offset": Numbers(2), "rotation": FACTOR, "scale": Numbers(2), "texCoord": COUNT}
    return {"index": Ref("textures"), "texCoord": COUNT, "extensions": {"KHR_texture_transform": transform}, **more}


TEXTURE = texture_info()
NORMAL_TEXTURE = texture_info(scale=FACTOR)

MATERIAL_EXTENSIONS: Json = {
    "KHR_materials_anisotropy": {
        "anisotropyStrength": FACTOR,
        "anisotropyRotation": FACTOR,
        "anisotropyTexture": TEXTURE,
    },
    "KHR_materials_clearcoat": {
        "clearcoatFactor": FACTOR,
        "clearcoatTexture": TEXTURE,
        "clearcoatRoughnessFactor": FACTOR,
        "clearcoatRoughnessTexture": TEXTURE,
        "clearcoatNormalTexture": NORMAL_TEXTURE,
    },
    "KHR_materials_diffuse_transmission": {
        "diffuseTransmissionFactor": FACTOR,
        "diffuseTransmissionTexture": TEXTURE,
        "diffuseTransmissionColorFactor": Numbers(3),
        "diffuseTransmissionColorTexture": TEXTURE,
    },
    "KHR_materials_dispersion": {"dispersion": FACTOR},
    "KHR_materials_emissive_strength": {"emissiveStrength": FACTOR},
    "KHR_materials_ior": {"ior": FACTOR},
    "KHR_materials_iridescence": {
        "iridescenceFactor": FACTOR,
        "iridescenceTexture": TEXTURE,
        "iridescenceIor": FACTOR,
        "iridescenceThicknessMinimum": FACTOR,
        "iridescenceThicknessMaximum": FACTOR,
        "iridescenceThicknessTexture": TEXTURE,
    },
    "KHR_materials_pbrSpecularGlossiness": {
        "diffuseFactor": Numbers(4),
        "diffuseTexture": TEXTURE,
        "specularFactor": Numbers(3),
        "glossinessFactor": FACTOR,
        "specularGlossinessTexture": TEXTURE,
    },
    "KHR_materials_sheen": {
        "sheenColorFactor": Numbers(3),
        "sheenColorTexture": TEXTURE,
        "sheenRoughnessFactor": FACTOR,
        "sheenRoughnessTexture": TEXTURE,
    },
    "KHR_materials_specular": {
        "specularFactor": FACTOR,
        "specularTexture": TEXTURE,
        "specularColorFactor": Numbers(3),
        "specularColorTexture": TEXTURE,
    },
    "KHR_materials_transmission": {"transmissionFactor": FACTOR, "transmissionTexture": TEXTURE},
    "KHR_materials_unlit": {},
    "KHR_materials_volume": {
        "thicknessFactor": FACTOR,
        "thicknessTexture": TEXTURE,
        "attenuationDistance": FACTOR,
        "attenuationColor": Numbers(3),
    },
}

MATERIAL: Json = {
    "name": str,
    "pbrMetallicRoughness": {
        "baseColorFactor": Numbers(4),
        "baseColorTexture": TEXTURE,
        "metallicFactor": FACTOR,
        "roughnessFactor": FACTOR,
        "metallicRoughnessTexture": TEXTURE,
    },
    "normalTexture": NORMAL_TEXTURE,
    "occlusionTexture": texture_info(strength=FACTOR),
    "emissiveTexture": TEXTURE,
    "emissiveFactor": Numbers(3),
    "alphaMode": str,
    "alphaCutoff": FACTOR,
    "doubleSided": bool,
    "extensions": MATERIAL_EXTENSIONS,
}

PRIMITIVE: Json = {
    "attributes": Values(Ref("accessors")),
    "indices": Ref("accessors"),
    "material": Ref("materials"),
    "mode": COUNT,
    "targets": Each(Values(Ref("accessors"))),
    "extensions": {
        "KHR_draco_mesh_compression": {"bufferView": Ref("bufferViews"), "attributes": Values(COUNT)},
        "KHR_materials_variants": {"mappings": Each({"material": Ref("materials"), "variants": Each(Ref("variants"))})},
    },
}

NODE: Json = {
    "name": str,
    "children": Each(Ref("nodes")),
    "mesh": Ref("meshes"),
    "skin": Ref("skins"),
    "camera": Ref("cameras"),
    "matrix": Numbers(16),
    "translation": Numbers(3),
    "rotation": Numbers(4),
    "scale": Numbers(3),
    "weights": Each(FACTOR),
    "extensions": {
        "KHR_lights_punctual": {"light": Ref("lights")},
        "KHR_node_visibility": {"visible": bool},
        "EXT_mesh_gpu_instancing": {"attributes": Values(Ref("accessors"))},
    },
}

SPARSE: Json = {
    "count": COUNT,
    "indices": {"bufferView": Ref("bufferViews"), "byteOffset": COUNT, "componentType": COUNT},
    "values": {"bufferView": Ref("bufferViews"), "byteOffset": COUNT},
}

MESHOPT: Json = {
    "buffer": Ref("buffers"),
    "byteOffset": COUNT,
    "byteLength": COUNT,
    "byteStride": COUNT,
    "count": COUNT,
    "mode": str,
    "filter": str,
}

GLTF: Json = {
    "asset": {"version": str, "minVersion": str, "copyright": str, "generator": str},
    "extensionsUsed": Each(str),
    "extensionsRequired": Each(str),
    "scene": Ref("scenes"),
    "scenes": Each({"name": str, "nodes": Each(Ref("nodes"))}),
    "nodes": Each(NODE),
    "meshes": Each({"name": str, "primitives": Each(PRIMITIVE), "weights": Each(FACTOR)}),
    "materials": Each(MATERIAL),
    "textures": Each(
        {
            "name": str,
            "sampler": Ref("samplers"),
            "source": Ref("images"),
            "extensions": {
                "EXT_texture_webp": {"source": Ref("images")},
                "KHR_texture_basisu": {"source": Ref("images")},
            },
        }
    ),
    "images": Each({"name": str, "uri": str, "mimeType": str, "bufferView": Ref("bufferViews")}),
    "samplers": Each({"name": str, "magFilter": COUNT, "minFilter": COUNT, "wrapS": COUNT, "wrapT": COUNT}),
    "accessors": Each(
        {
            "name": str,
            "bufferView": Ref("bufferViews"),
            "byteOffset": COUNT,
            "componentType": COUNT,
            "count": COUNT,
            "type": str,
            "normalized": bool,
            "min": Each(FACTOR),
            "max": Each(FACTOR),
            "sparse": SPARSE,
        }
    ),
    "bufferViews": Each(
        {
            "name": str,
            "buffer": Ref("buffers"),
            "byteOffset": COUNT,
            "byteLength": COUNT,
            "byteStride": COUNT,
            "target": COUNT,
            "extensions": {"EXT_meshopt_compression": MESHOPT},
        }
    ),
    "buffers": Each({"uri": str, "byteLength": COUNT}),
    "cameras": Each({"name": str, "type": str, "perspective": {}, "orthographic": {}}),
    "skins": Each(
        {
            "name": str,
            "inverseBindMatrices": Ref("accessors"),
            "skeleton": Ref("nodes"),
            "joints": Each(Ref("nodes")),
        }
    ),
    "animations": Each(
        {
            "name": str,
            "channels": Each({"sampler": COUNT, "target": {"node": Ref("nodes"), "path": str}}),
            "samplers": Each({"input": Ref("accessors"), "output": Ref("accessors"), "interpolation": str}),
        }
    ),
    "extensions": {
        "KHR_lights_punctual": {"lights": Each({"name": str, "type": str})},
        "KHR_materials_variants": {"variants": Each({"name": str})},
    },
}

EXTENSION_COLLECTIONS = {"lights": "KHR_lights_punctual", "variants": "KHR_materials_variants"}


def extensions_in(value: JsonValue) -> set[str]:
    """Names of the extensions that have an object anywhere in `value`, extras aside."""
    if isinstance(value, list):
        return set().union(*map(extensions_in, value))
    if not isinstance(value, dict):
        return set()
    extensions = value.get("extensions")
    own = set(extensions) if isinstance(extensions, dict) else set()
    return own.union(*(extensions_in(item) for key, item in value.items() if key != "extras"))


def known_extensions(shape: Shape = GLTF) -> set[str]:
    """Names of the extensions that this module describes."""
    if isinstance(shape, Each | Values):
        return known_extensions(shape.item)
    if not isinstance(shape, dict):
        return set()
    return set(shape.get("extensions", ())).union(*map(known_extensions, shape.values()))
