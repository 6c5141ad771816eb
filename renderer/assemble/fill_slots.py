"""Third step: each chosen swatch takes the place of its slot's material."""

from collections.abc import Mapping
from typing import TypeGuard

from pygltflib import (  # type: ignore[import-untyped]
    LINEAR,
    LINEAR_MIPMAP_LINEAR,
    REPEAT,
)

from renderer.errors import ModelError, RecipeError
from renderer.gltf.container import Json, JsonValue
from renderer.gltf.document import Document
from renderer.gltf.embed import sniff_image
from renderer.gltf.references import check_material, texture_infos, texture_uv
from renderer.gltf.schema import extensions_in
from renderer.recipe import SlotMaterial
from renderer.store import Store

TILED: Json = {"magFilter": LINEAR, "minFilter": LINEAR_MIPMAP_LINEAR, "wrapS": REPEAT, "wrapT": REPEAT}
"""The sampler of swatch textures: they repeat in both directions."""
OF_THE_SHAPE = ("doubleSided", "occlusionTexture")
"""What a base material says about the surface under it, kept where the swatch says nothing."""


def fill_slots(document: Document, slots: Mapping[str, SlotMaterial], store: Store) -> Document:
    """A copy in which the materials named like a slot are the swatch's; each keeps its number and its name.

    The swatch's name goes to `extras.swatch`. Raises `RecipeError` for a slot that the base model does not have, for
    a fragment that is no glTF material, and for textures on a surface without UVs; `BlobMissing` for a lost texture.
    """
    document = document.copy()
    for slot, swatch in sorted(slots.items()):
        numbers = _materials_of(document, slot)
        for number in numbers:
            document.items("materials")[number] = _filled(document, document.items("materials")[number], swatch, store)
        _check_uvs(document, slot, set(numbers))
    return document


def _materials_of(document: Document, slot: str) -> list[int]:
    names = [material.get("name") for material in document.json.get("materials", [])]
    if slot not in names:
        there = sorted({name for name in names if name})
        raise RecipeError(
            f"The base model has no slot {slot!r}. Its slots: {', '.join(there) or 'none'}.",
            code="SLOT_UNKNOWN",
            details={"slot": slot, "slots": there},
        )
    return [number for number, name in enumerate(names) if name == slot]


def _filled(document: Document, base: Json, swatch: SlotMaterial, store: Store) -> Json:
    material = material_in(base, _with_textures(document, swatch.material, store), swatch)
    document.use_extensions(extensions_in(material))
    return material


def material_in(base: Json, fragment: Json, swatch: SlotMaterial) -> Json:
    """The material that takes the place of `base`: the swatch's, its textures numbered in `fragment`.

    Raises `RecipeError` SWATCH_INVALID where that is no glTF material.
    """
    kept = {key: base[key] for key in OF_THE_SHAPE if key in base}
    extras = {**base.get("extras", {}), **swatch.material.get("extras", {}), "swatch": swatch.name}
    material: Json = {**kept, **fragment, "name": base["name"], "extras": extras}
    try:
        check_material(material)
    except ModelError as error:
        raise RecipeError(f"Swatch {swatch.name!r}: {error.message}", code="SWATCH_INVALID") from error
    return material


def _with_textures(document: Document, value: JsonValue, store: Store) -> JsonValue:
    """`value` with the textures in it numbered: `blob` becomes `index`."""
    if isinstance(value, list):
        return [_with_textures(document, item, store) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _with_textures(document, item, store) for key, item in value.items() if key != "blob"}
    if not _is_blob(value.get("blob")):
        return plain
    return {"index": _texture(document, store.get(value["blob"])), **plain}


def _is_blob(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _texture(document: Document, data: bytes) -> int:
    return document.add_texture(document.add_image(data, sniff_image(data)), TILED)


def _check_uvs(document: Document, slot: str, materials: set[int]) -> None:
    infos = [info for number in materials for info in texture_infos(document.items("materials")[number]).values()]
    wanted = {f"TEXCOORD_{texture_uv(info)}" for info in infos}
    for mesh in document.json.get("meshes", []):
        for primitive in mesh.get("primitives", []):
            missing = sorted(wanted - set(primitive.get("attributes", {})))
            if missing and primitive.get("material") in materials:
                raise RecipeError(
                    f"The swatch in slot {slot!r} has textures, but mesh {mesh.get('name', '')!r} has no {missing[0]}.",
                    code="SLOT_WITHOUT_UV",
                )
