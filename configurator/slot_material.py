"""A swatch as a glTF material."""

import copy
from typing import Any

from configurator.catalog.swatch import Swatch, Textures
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.name_files import texture_name
from renderer.color import hex_to_linear
from renderer.gltf.schema import MATERIAL, MATERIAL_EXTENSIONS
from renderer.recipe import MaterialFragment, SlotMaterial
from renderer.store import Store


def slot_material(swatch: Swatch, resolved: ResolvedConfiguration, store: Store) -> SlotMaterial:
    """`swatch` with its colour in linear light and its textures, put into `store`, at their size on the surface."""
    material = copy.deepcopy(swatch.material)
    _color(material, swatch)
    if swatch.textures is not None:
        for name, file in swatch.textures.files.items():
            blob = resolved.put(texture_name(file), store)
            _holder(material, name)[name] = _texture_info(name, blob, swatch.textures)
    return SlotMaterial(name=f"{swatch.code} {swatch.color}", material=material)


def _color(material: MaterialFragment, swatch: Swatch) -> None:
    """Set baseColorFactor, unless a texture carries the colour; an alpha of the material's own stays."""
    shading = material.setdefault("pbrMetallicRoughness", {})
    textures = swatch.textures
    if textures is None or textures.tinted or "baseColorTexture" not in textures.files:
        alpha = shading.get("baseColorFactor", (1.0, 1.0, 1.0, 1.0))[3]
        shading["baseColorFactor"] = [*(round(value, 6) for value in hex_to_linear(swatch.color).tolist()), alpha]


def _holder(material: MaterialFragment, texture: str) -> dict[str, Any]:
    """The object of a glTF material in which the textureInfo called `texture` stands."""
    if texture in MATERIAL["pbrMetallicRoughness"]:
        return material.setdefault("pbrMetallicRoughness", {})  # type: ignore[no-any-return]
    extension = next((name for name, fields in MATERIAL_EXTENSIONS.items() if texture in fields), None)
    if extension is None:
        return material
    return material.setdefault("extensions", {}).setdefault(extension, {})  # type: ignore[no-any-return]


def _texture_info(name: str, blob: str, textures: Textures) -> dict[str, Any]:
    """UVs of base models are metres, so a tile of `tile_mm` repeats 1000 / tile_mm times in one unit."""
    repeats = round(1000 / textures.tile_mm, 6)
    info: dict[str, Any] = {"blob": blob, "extensions": {"KHR_texture_transform": {"scale": [repeats, repeats]}}}
    stem = name.removesuffix("Texture")
    for suffix, key in (("Scale", "scale"), ("Strength", "strength")):
        if stem + suffix in textures.factors:
            info[key] = textures.factors[stem + suffix]
    return info
