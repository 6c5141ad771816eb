"""Scenes that were seen before, told by their shape: one model is drawn from many sides, in many colours and names."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.kept import kept
from renderer.room import Room
from renderer.studio.scene import Scene, decal_nodes, glass_of, kind_of, read_scene
from renderer.studio.tangents import tangent_uv

KEPT = 2
_KEPT: Room[Scene] = Room(KEPT, size=lambda _: 1)


def scene_of(document: Document) -> Scene:
    """`read_scene`, kept for the shapes that were seen last."""
    return _KEPT.get(shape_of(document), lambda: read_scene(document))


def geometry_of(document: Document) -> str:
    """`Scene.geometry_digest`; of a shape that was seen before, also by another process, without reading the scene."""

    def read() -> bytes:
        return scene_of(document).geometry_digest.encode()

    return kept("geometry", shape_of(document), __file__, read).decode()


def shape_of(document: Document) -> str:
    """SHA-256 over all of a document that `read_scene` looks at: no colour, no texture, and no artwork."""
    words, hidden = _without_artworks(document)
    images = {image.get("bufferView") for image in document.json.get("images", [])}
    views = {
        number: view
        for number, view in enumerate(document.json.get("bufferViews", []))
        if number not in images and number not in hidden
    }
    listed = document.json.get("materials", [])
    materials = [(kind_of(each), bool(each.get("doubleSided")), glass_of(each), tangent_uv(each)) for each in listed]
    shape = hashlib.sha256(json.dumps([words, views, materials], sort_keys=True).encode())
    for number in views:
        shape.update(document.views[number])
    return shape.hexdigest()


def _without_artworks(document: Document) -> tuple[list[Any], set[int]]:
    """What is said of scenes and shapes but for artworks', and the buffer views that those have for themselves."""
    words = document.json
    nodes, meshes, accessors = (words.get(name, []) for name in ("nodes", "meshes", "accessors"))
    artworks = decal_nodes(document)
    shown = {node["mesh"] for number, node in enumerate(nodes) if "mesh" in node and number not in artworks}
    laid = {nodes[number]["mesh"] for number in artworks if "mesh" in nodes[number]} - shown
    read = {number: set(_accessors_of(mesh)) for number, mesh in enumerate(meshes)}
    own = set().union(*(read[number] for number in laid)) - set().union(
        *(those for number, those in read.items() if number not in laid)
    )
    bare = [
        {**node, "children": [child for child in node["children"] if child not in artworks]}
        if "children" in node
        else node
        for node in nodes
    ]
    shared = {entry.get("bufferView") for number, entry in enumerate(accessors) if number not in own}
    hidden = {accessors[number].get("bufferView") for number in own} - shared
    lists = (_but(bare, artworks), _but(meshes, laid), _but(accessors, own))
    return [words.get("scene"), words.get("scenes"), words.get("skins"), *lists], hidden


def _accessors_of(mesh: Json) -> Iterator[int]:
    for primitive in mesh["primitives"]:
        for attributes in [primitive.get("attributes", {}), *primitive.get("targets", [])]:
            yield from attributes.values()
        if "indices" in primitive:
            yield primitive["indices"]


def _but(entries: list[Any], left_out: set[int]) -> list[tuple[int, Any]]:
    """The entries with their numbers, without some."""
    return [(number, entry) for number, entry in enumerate(entries) if number not in left_out]
