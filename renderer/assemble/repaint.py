"""A model that is assembled, in other colours: of all that `assemble` does, only materials are written anew."""

from collections.abc import Iterator

from renderer.assemble.fill_slots import OF_THE_SHAPE, material_in
from renderer.gltf.container import Json, JsonValue
from renderer.gltf.document import Document
from renderer.gltf.schema import extensions_in
from renderer.recipe import SceneRecipe, SlotMaterial


def repaint(document: Document, before: SceneRecipe, after: SceneRecipe) -> Document | None:
    """What `assemble` makes of `after`, from what it made of `before`; None where more than values of swatches differs.

    Only materials are the new document's own, all else it shares with `document`: write to neither. Raises
    `RecipeError` for a swatch that is no glTF material.
    """
    if before.model_copy(update={"slots": after.slots}) != after or set(before.slots) != set(after.slots):
        return None
    changed = {slot for slot in after.slots if before.slots[slot] != after.slots[slot]}
    if not all(is_alike(before.slots[slot], after.slots[slot]) for slot in changed):
        return None
    materials = [
        _repainted(material, after.slots[material["name"]]) if material.get("name") in changed else material
        for material in document.items("materials")
    ]
    return Document({**document.json, "materials": materials}, document.views)


def is_alike(one: SlotMaterial, other: SlotMaterial) -> bool:
    """Whether two swatches differ in names and numbers only: not in textures, extensions, nor in what of the surface's
    own they replace."""
    return _frame(one.material) == _frame(other.material)


def _frame(material: Json) -> list[object]:
    shape = [material.get(key) for key in OF_THE_SHAPE]
    return [sorted(_blobs(material, ())), extensions_in(material), shape, sorted(material.get("extras", {}))]


def _blobs(value: JsonValue, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every texture in a swatch: where it stands, and its image."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key == "blob":
            yield place, str(inner)
        else:
            yield from _blobs(inner, (*place, key))


def _repainted(material: Json, swatch: SlotMaterial) -> Json:
    return material_in(material, _numbered(swatch.material, material), swatch)


def _numbered(value: JsonValue, there: JsonValue) -> JsonValue:
    """`value` with its textures numbered as they are where it goes."""
    if not isinstance(value, dict):
        return value
    known = there if isinstance(there, dict) else {}
    plain = {key: _numbered(inner, known.get(key)) for key, inner in value.items() if key != "blob"}
    return {"index": known["index"], **plain} if "blob" in value else plain
