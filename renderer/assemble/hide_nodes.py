"""Second step: parts that are not in this configuration leave the scene, and their children with them."""

from collections.abc import Iterable

from renderer.errors import RecipeError
from renderer.gltf.container import Json
from renderer.gltf.document import Document


def hide_nodes(document: Document, names: Iterable[str]) -> Document:
    """A copy in which no scene and no node holds the nodes of these names; raises `RecipeError` for an unknown name."""
    document = document.copy()
    hidden = _numbers_of(document.items("nodes"), set(names))
    for holder in document.items("scenes"):
        _release(holder, "nodes", hidden)
    for holder in document.items("nodes"):
        _release(holder, "children", hidden)
    return document


def _numbers_of(nodes: list[Json], names: set[str]) -> set[int]:
    there = {node["name"] for node in nodes if "name" in node}
    if unknown := sorted(names - there):
        raise RecipeError(
            f"The base model has no node {', '.join(unknown)}. Its nodes: {', '.join(sorted(there)) or 'none'}.",
            code="NODE_UNKNOWN",
            details={"unknown": unknown, "nodes": sorted(there)},
        )
    return {number for number, node in enumerate(nodes) if node.get("name") in names}


def _release(holder: Json, key: str, hidden: set[int]) -> None:
    if key in holder:
        holder[key] = [number for number in holder[key] if number not in hidden]
