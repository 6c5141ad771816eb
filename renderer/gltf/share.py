"""Equal data once: buffer views, accessors, images, samplers and textures that are the same become one."""

from renderer.digest import digest_bytes, digest_value
from renderer.gltf.document import Document
from renderer.gltf.prune import prune
from renderer.gltf.references import Reference, references

SHARED = ("bufferViews", "accessors", "images", "samplers", "textures")
"""In the order in which one becomes equal after another."""
PLACE = {"buffer", "byteOffset", "byteLength"}


def share_equal(document: Document) -> Document:
    """A copy in which every index to one of several equal objects points to the first; the others are gone."""
    document = document.copy()
    all_references = list(references(document.json))
    for name in SHARED:
        first = _first_equal(document, name)
        for reference in all_references:
            if reference.collection == name:
                _redirect(reference, first)
    return prune(document)


def _first_equal(document: Document, name: str) -> list[int]:
    """For each object of a collection, the number of the first that equals it."""
    seen: dict[str, int] = {}
    return [seen.setdefault(_key(document, name, number), number) for number in range(len(document.items(name)))]


def _key(document: Document, name: str, number: int) -> str:
    entry = document.items(name)[number]
    if name != "bufferViews":
        return digest_value(entry)
    rest = {key: value for key, value in entry.items() if key not in PLACE}
    return digest_value(rest) + digest_bytes(bytes(document.views[number]))


def _redirect(reference: Reference, first: list[int]) -> None:
    reference.holder[reference.key] = first[reference.holder[reference.key]]
