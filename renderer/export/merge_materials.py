"""Slots that a configuration fills alike need one material, not several."""

from renderer.digest import digest_value
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import references

OF_THE_SLOT = {"name", "extras"}


def merge_materials(document: Document) -> Document:
    """A copy in which materials that look alike are the first of them; its `extras.slots` names them all."""
    document = document.copy()
    materials = document.items("materials")
    seen: dict[str, int] = {}
    first = [seen.setdefault(_look(material), number) for number, material in enumerate(materials)]
    for reference in references(document.json):
        if reference.collection == "materials":
            reference.holder[reference.key] = first[reference.holder[reference.key]]
    for kept in sorted(set(first)):
        names = [materials[number].get("name", "") for number in range(len(first)) if first[number] == kept]
        if len(names) > 1:
            materials[kept]["extras"] = {**materials[kept].get("extras", {}), "slots": names}
    return document


def _look(material: Json) -> str:
    return digest_value({key: value for key, value in material.items() if key not in OF_THE_SLOT})
