"""Zones are for the studio: the file that leaves the house has none."""

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.surface.zone import PREFIX

STUDIO_KEYS = ("zone",)


def drop_studio_data(document: Document) -> Document:
    """A copy without `extras.zone`, and without the zone nodes that carry nothing else."""
    document = document.copy()
    nodes = document.items("nodes")
    empty = {number for number, node in enumerate(nodes) if _is_bare_zone(node)}
    for holder, key in [
        *((node, "children") for node in nodes),
        *((scene, "nodes") for scene in document.items("scenes")),
    ]:
        if key in holder:
            holder[key] = [number for number in holder[key] if number not in empty]
    for node in nodes:
        _strip(node)
    return document


def _is_bare_zone(node: Json) -> bool:
    carries = {"mesh", "camera", "skin"} & node.keys() or node.get("children") or node.get("extensions")
    return str(node.get("name", "")).startswith(PREFIX) and not carries


def _strip(node: Json) -> None:
    extras = node.get("extras")
    if isinstance(extras, dict):
        node["extras"] = {key: value for key, value in extras.items() if key not in STUDIO_KEYS}
        if not node["extras"]:
            del node["extras"]
