"""Vertex data that no material reads is weight without use."""

from renderer.export.needs import materials_on, normal_map, primitives, uv_sets
from renderer.gltf.container import Json
from renderer.gltf.document import Document


def drop_unused_attributes(document: Document) -> Document:
    """A copy whose primitives have TEXCOORD sets only up to the last one that is read, TANGENT only for normal maps."""
    document = document.copy()
    for primitive in primitives(document):
        materials = materials_on(document, primitive)
        sets, with_tangents = uv_sets(materials), normal_map(materials) is not None
        for attributes in [primitive.get("attributes", {}), *primitive.get("targets", [])]:
            _drop(attributes, sets, with_tangents)
        _drop_empty_targets(primitive)
    return document


def _drop(attributes: Json, sets: int, with_tangents: bool) -> None:
    for name in list(attributes):
        unread_uv = name.startswith("TEXCOORD_") and int(name.removeprefix("TEXCOORD_")) >= sets
        if unread_uv or (name == "TANGENT" and not with_tangents):
            del attributes[name]


def _drop_empty_targets(primitive: Json) -> None:
    if "targets" in primitive and not any(primitive["targets"]):
        del primitive["targets"]
