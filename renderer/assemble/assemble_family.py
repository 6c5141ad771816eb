"""Several configurations of one shape as one document, switched by KHR_materials_variants.

https://github.com/KhronosGroup/glTF/tree/main/extensions/2.0/Khronos/KHR_materials_variants
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from renderer.assemble.assemble import assemble
from renderer.errors import RecipeError
from renderer.gltf.container import Json, copy_json
from renderer.gltf.document import Document
from renderer.gltf.references import texture_infos
from renderer.gltf.schema import extensions_in
from renderer.recipe import SceneRecipe
from renderer.store import Store

EXTENSION = "KHR_materials_variants"
SAME = ("base_model", "hidden_nodes", "decals")


def assemble_family(recipes: Mapping[str, SceneRecipe], store: Store, cache: Path | None = None) -> Document:
    """The document of the first recipe, in which each recipe is a variant by its name: the same parts, other swatches.

    What a viewer without the extension shows is the first. Raises `RecipeError` FAMILY_SHAPES_DIFFER where the recipes
    differ in more than swatches, and FAMILY_TOO_SMALL for fewer than two; else as `assemble`.
    """
    _check(list(recipes.values()))
    document, *others = (assemble(recipe, store, cache) for recipe in recipes.values())
    chosen = [list(range(len(document.items("materials"))))]
    chosen += [[_adopted(document, other, number) for number in chosen[0]] for other in others]
    document.json.setdefault("extensions", {})[EXTENSION] = {"variants": [{"name": name} for name in recipes]}
    for mesh in document.items("meshes"):
        for primitive in mesh["primitives"]:
            _map(primitive, [materials[primitive["material"]] for materials in chosen if "material" in primitive])
    document.use_extensions([EXTENSION])
    return document


def _check(recipes: Sequence[SceneRecipe]) -> None:
    if len(recipes) < 2:
        raise RecipeError("A family needs two configurations that can be built.", code="FAMILY_TOO_SMALL")
    first = recipes[0].model_dump(include=set(SAME))
    if any(other.model_dump(include=set(SAME)) != first for other in recipes[1:]):
        message = "The configurations of a family differ in more than swatches. Vary a feature that fills slots only."
        raise RecipeError(message, code="FAMILY_SHAPES_DIFFER")


def _adopted(document: Document, other: Document, number: int) -> int:
    """Material `number` of `other` in `document`: the one there where they are equal, else one more."""
    material = copy_json(other.items("materials")[number])
    for info in texture_infos(material).values():
        info["index"] = _texture(document, other, info["index"])
    materials = document.items("materials")
    if material in materials:
        return materials.index(material)
    document.use_extensions(extensions_in(material))
    return document.add_material(material)


def _texture(document: Document, other: Document, number: int) -> int:
    texture = other.items("textures")[number]
    image = other.items("images")[other.texture_image(number)]
    shown = document.add_image(other.image_bytes(other.texture_image(number)), image["mimeType"], image.get("name"))
    sampler = other.items("samplers")[texture["sampler"]] if "sampler" in texture else None
    return document.add_texture(shown, sampler, texture.get("name"))


def _map(primitive: Json, materials: Sequence[int]) -> None:
    """Tell `primitive` its material in each variant, where that is not always the same."""
    if len(set(materials)) > 1:
        mappings = [
            {"material": each, "variants": [number for number, own in enumerate(materials) if own == each]}
            for each in dict.fromkeys(materials)
        ]
        primitive.setdefault("extensions", {})[EXTENSION] = {"mappings": mappings}
