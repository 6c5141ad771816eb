"""The primitives whose triangles may change: each with every place where it is shown."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, TRIANGLES  # type: ignore[import-untyped]

from renderer.export.draw_calls.mergeable import DECAL
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import Matrix, place_primitives, wound


@dataclass(frozen=True, eq=False)
class Part:
    """A primitive made of triangles: corners (m, 3), positions (n, 3) in the mesh's own space, and its placements."""

    primitive: Json
    triangles: NDArray[np.int64]
    positions: NDArray[np.float64]
    worlds: list[Matrix]

    def placed(self, world: Matrix) -> NDArray[np.float64]:
        """Corner positions in the world (m, 3, 3), wound so that they face outward there."""
        points = self.positions @ world[:3, :3].T + world[:3, 3]
        return np.asarray(points[wound(self.triangles, world)])


def may_change(document: Document) -> bool:
    """Whether what is seen at rest is all there is: one scene, nothing that moves."""
    still = not document.json.get("animations") and not document.json.get("skins")
    return still and len(document.json.get("scenes", [])) == 1


def parts(document: Document) -> list[Part]:
    """What the scene shows, in the file's order, without lines, points, shapes that morph, and artworks, which stay."""
    places: dict[tuple[int, int], list[Matrix]] = defaultdict(list)
    primitives: dict[tuple[int, int], Json] = {}
    for placed in place_primitives(document):
        if DECAL not in document.items("nodes")[placed.node].get("extras", {}) and _is_plain(placed.primitive):
            key = (placed.mesh, placed.index)
            places[key].append(placed.world)
            primitives[key] = placed.primitive
    return [_part(document, primitives[key], worlds) for key, worlds in places.items()]


def _is_plain(primitive: Json) -> bool:
    is_triangles = primitive.get("mode", TRIANGLES) == TRIANGLES
    return is_triangles and "POSITION" in primitive.get("attributes", {}) and "targets" not in primitive


def _part(document: Document, primitive: Json, worlds: list[Matrix]) -> Part:
    positions = document.accessor(primitive["attributes"]["POSITION"]).astype(np.float64)
    flat = document.accessor(primitive["indices"])[:, 0] if "indices" in primitive else np.arange(len(positions))
    return Part(primitive, flat.astype(np.int64).reshape(-1, 3), positions, worlds)


def decal_boxes(document: Document) -> Iterator[NDArray[np.float64]]:
    """Lowest and highest corner (2, 3) of each decal in the world, metres."""
    for placed in place_primitives(document):
        if DECAL in document.items("nodes")[placed.node].get("extras", {}):
            points = document.accessor(placed.primitive["attributes"]["POSITION"]).astype(np.float64)
            world = points @ placed.world[:3, :3].T + placed.world[:3, 3]
            yield np.array([world.min(axis=0), world.max(axis=0)])


def set_triangles(document: Document, primitive: Json, triangles: NDArray[np.int64]) -> None:
    """Give `primitive` these corners (m, 3) of its own vertices; those that none of them needs are left out."""
    used, corners = np.unique(triangles, return_inverse=True)
    attributes = primitive["attributes"]
    for name, number in attributes.items():
        values = document.accessor(number, stored=True)
        normalized = bool(document.items("accessors")[number].get("normalized", False))
        if len(used) < len(values):
            attributes[name] = document.add_accessor(values[used], ARRAY_BUFFER, normalized=normalized)
    primitive["indices"] = document.add_accessor(corners.reshape(-1), ELEMENT_ARRAY_BUFFER)


def drop_empty_primitives(document: Document, gone: list[Json]) -> None:
    """Take the primitives `gone` out of their meshes, and meshes left without any from their nodes."""
    meshes = document.items("meshes")
    for mesh in meshes:
        mesh["primitives"] = [each for each in mesh["primitives"] if not any(each is other for other in gone)]
    for node in document.items("nodes"):
        if "mesh" in node and not meshes[node["mesh"]]["primitives"]:
            del node["mesh"]
