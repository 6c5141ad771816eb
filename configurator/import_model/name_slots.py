"""Materials become slots: each has a name of its own, and nothing visible is without one."""

from renderer.gltf.document import Document

BARE = "bare"
"""The slot of what had no material."""


def name_slots(document: Document) -> Document:
    """A copy whose materials have names that no other has, and whose every primitive has a material."""
    document = document.copy()
    _dress(document)
    taken: set[str] = set()
    for number, material in enumerate(document.json.get("materials", [])):
        material["name"] = _free(str(material.get("name") or f"material {number + 1}").strip(), taken)
        taken.add(material["name"])
    return document


def _dress(document: Document) -> None:
    """Give what has no material glTF's default one, https://registry.khronos.org/glTF/specs/2.0/#default-material."""
    primitives = [each for mesh in document.json.get("meshes", []) for each in mesh["primitives"]]
    naked = [each for each in primitives if "material" not in each]
    if naked:
        number = document.add_material({"name": BARE})
        for each in naked:
            each["material"] = number


def _free(name: str, taken: set[str]) -> str:
    """`name`, with a number behind it where it is taken."""
    names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)
