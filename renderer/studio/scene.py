"""A document as the studio engine sees it: world-space triangles, each with its material and its place in a zone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renderer.errors import ModelError
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.placement import PlacedPrimitive, cofactor
from renderer.gltf.pose import posed
from renderer.studio.tangents import tangent_uv, with_tangents
from renderer.surface.zone import PREFIX
from renderer.surface.zone_patch import ZonePatch, zone_patches

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MAX_TRIANGLES = 4_000_000
CLEAR_ALPHA = 0.01
"""α up to which glass scatters nothing that a pixel could tell."""
OPAQUE, LAYERED = 0, 1
"""LAYERED: rays go on behind it, because it is glass, blended or masked."""


@dataclass(frozen=True)
class Scene:
    """Triangle soup; row i of each array is triangle i, corners in the second axis. Metres."""

    positions: Floats
    """(T, 3, 3)"""
    normals: Floats
    """(T, 3, 3) unit."""
    tangents: Floats
    """(T, 3, 4), w the handedness; w is 0 where the surface has no UVs to take one from."""
    uv: Floats
    """(T, 3, 4): TEXCOORD_0 and TEXCOORD_1."""
    colors: Floats
    """(T, 3, 4) COLOR_0, linear; 1 where there is none."""
    material: Ints
    """(T,) index into `document.json["materials"]`; one past the last for triangles without a material."""
    faces: Floats
    """(T, 3) unit normals of the triangles' planes; 0 where a triangle has no area."""
    zone: Ints
    """(T,) index into `zones`, or -1."""
    zone_mm: Floats
    """(T, 3, 2) place in the zone."""
    kinds: Ints
    """(materials + 1,) OPAQUE or LAYERED."""
    double_sided: NDArray[np.bool_]
    """(materials + 1,)"""
    glass: Floats
    """(materials + 1, 2): index of refraction, 0 for what is thin or lets nothing through; α of the facets that light
    goes through, 0 where they are all but even."""
    zones: tuple[str, ...]

    @cached_property
    def geometry_digest(self) -> str:
        """SHA-256 over all that light and rays meet, found once for all shots of the scene; no colour is in it."""
        geometry = hashlib.sha256(repr(self.zones).encode())
        for name in ("positions", "normals", "tangents", "uv", "colors", "material", "zone", "zone_mm"):
            geometry.update(np.ascontiguousarray(getattr(self, name)).data)
        # Of each triangle's material, not of all there are: those of decals come and go.
        for traits in (self.kinds, self.double_sided, self.glass):
            geometry.update(traits[self.material].tobytes())
        return geometry.hexdigest()


@dataclass(frozen=True)
class Decal:
    """Artwork on a zone: its rectangle in millimetres and its material."""

    zone: str
    center_mm: tuple[float, float]
    size_mm: tuple[float, float]
    layer: int
    material: int


def read_scene(document: Document, *, with_decals: bool = False) -> Scene:
    """The default scene, decals as geometry or not at all; raises `ModelError` where nothing is there to draw."""
    artworks = set() if with_decals else decal_nodes(document)
    placed = [item for item in document.visible_primitives() if item.node not in artworks]
    patches = zone_patches(document)
    soups = [soup for item in placed if (soup := read_primitive(document, item, patches)) is not None]
    if not soups:
        raise ModelError("The model's scene shows nothing: it has no triangles to draw.", code="MODEL_EMPTY")
    if sum(len(soup["material"]) for soup in soups) > MAX_TRIANGLES:
        raise ModelError(f"The model has more than {MAX_TRIANGLES:,} triangles. Simplify it.", code="MODEL_TOO_LARGE")
    arrays = {name: np.concatenate([soup[name] for soup in soups]) for name in soups[0]}
    materials = [*document.json.get("materials", []), {}]
    return Scene(
        **arrays,
        kinds=np.array([kind_of(material) for material in materials], np.int32),
        double_sided=np.array([bool(material.get("doubleSided")) for material in materials]),
        glass=np.array([glass_of(material) for material in materials], np.float32),
        zones=tuple(patch.zone for patch in patches),
    )


def kind_of(material: Json) -> int:
    """Whether rays go on behind a surface of this material."""
    layered = material.get("alphaMode", "OPAQUE") != "OPAQUE"
    transmission = material.get("extensions", {}).get("KHR_materials_transmission", {})
    return LAYERED if layered or transmission.get("transmissionFactor", 0) > 0 else OPAQUE


def glass_of(material: Json) -> tuple[float, float]:
    """What a glTF material does to the direction of light that goes through it: see `Scene.glass`.

    Rougher than its index of refraction can show it is nothing, as in
    https://github.com/KhronosGroup/glTF-Sample-Renderer.
    """
    extensions = material.get("extensions", {})
    if extensions.get("KHR_materials_transmission", {}).get("transmissionFactor", 0) <= 0:
        return 0.0, 0.0
    ior = float(extensions.get("KHR_materials_ior", {}).get("ior", 1.5)) or 1.5
    roughness = float(material.get("pbrMetallicRoughness", {}).get("roughnessFactor", 1.0))
    is_volume = extensions.get("KHR_materials_volume", {}).get("thicknessFactor", 0) > 0
    alpha = (roughness * min(max(2 * ior - 2, 0.0), 1.0)) ** 2
    return ior if is_volume else 0.0, alpha if alpha > CLEAR_ALPHA else 0.0


def decal_nodes(document: Document) -> set[int]:
    """Nodes with artwork for a zone of the document, which is shaded onto the surface there and no geometry here.

    A file that has left the house has no zones: there artwork is geometry like all else.
    """
    nodes = document.json.get("nodes", [])
    zones = {node.get("name") for node in nodes if _said(node, "zone")}
    return {number for number, node in enumerate(nodes) if f"{PREFIX}{_said(node, 'decal').get('zone')}" in zones}


def _said(node: Json, key: str) -> Json:
    extras = node.get("extras")
    words = extras.get(key) if isinstance(extras, dict) else None
    return words if isinstance(words, dict) else {}


def read_decals(document: Document) -> list[Decal]:
    """All decals that the default scene shows, lowest layer first."""
    return sorted(_decals(document), key=lambda decal: (decal.zone, decal.layer))


def _decals(document: Document) -> Iterator[Decal]:
    artworks = decal_nodes(document)
    for item in document.visible_primitives() if artworks else []:
        if item.node in artworks:
            words = _said(document.json["nodes"][item.node], "decal")
            size = (float(words["width_mm"]), float(words["height_mm"]))
            center = (float(words["center_mm"][0]), float(words["center_mm"][1]))
            material = int(item.primitive.get("material", -1))
            yield Decal(words["zone"], center, size, int(words["layer"]), material)


def read_primitive(
    document: Document, item: PlacedPrimitive, patches: list[ZonePatch]
) -> dict[str, NDArray[Any]] | None:
    """The triangles of one primitive by field of `Scene`; None where it has none."""
    corners = triangle_corners(document, item.primitive)
    if corners is None or not len(corners):
        return None
    position = posed(document, item, "POSITION").astype(np.float64)
    positions = (position @ item.world[:3, :3].T + item.world[:3, 3])[corners]
    if not np.isfinite(positions).all():
        raise ModelError("The model has positions that are no numbers (NaN or infinite).", code="MODEL_NOT_FINITE")
    count = len(corners)
    side = -1.0 if np.linalg.det(item.world[:3, :3]) < 0 else 1.0
    soup: dict[str, NDArray[Any]] = {
        "positions": positions.astype(np.float32),
        "faces": unit(side * np.cross(positions[:, 1] - positions[:, 0], positions[:, 2] - positions[:, 0])).astype(
            np.float32
        ),
        "normals": world_normals(document, item, corners, positions),
        "uv": np.concatenate([_texcoord(document, item, n, corners) for n in (0, 1)], axis=-1),
        "colors": _colors(document, item, corners),
        "material": np.full(count, material_of(document, item.primitive), np.int32),
        "zone": np.full(count, -1, np.int32),
        "zone_mm": np.zeros((count, 3, 2), np.float32),
    }
    material = [*document.json.get("materials", []), {}][material_of(document, item.primitive)]
    soup["tangents"] = with_tangents(document, item, corners, soup, tangent_uv(material))
    for number, patch in enumerate(patches):
        if (patch.node, patch.primitive) == (item.node, item.index):
            soup["zone"][patch.triangles] = number
            soup["zone_mm"][patch.triangles] = patch.uv_mm
    return soup


def material_of(document: Document, primitive: Json) -> int:
    """The primitive's material, or the number past the last for the default one."""
    return int(primitive.get("material", len(document.json.get("materials", []))))


def triangle_corners(document: Document, primitive: Json) -> NDArray[np.int64] | None:
    """Vertex numbers (T, 3) of a primitive's triangles, strips and fans unrolled; None for points and lines."""
    mode = primitive.get("mode", 4)
    if mode not in (4, 5, 6) or "POSITION" not in primitive["attributes"]:
        return None
    if "indices" in primitive:
        run = document.accessor(primitive["indices"]).reshape(-1).astype(np.int64)
    else:
        run = np.arange(document.json["accessors"][primitive["attributes"]["POSITION"]]["count"], dtype=np.int64)
    if mode == 4:
        return run[: len(run) // 3 * 3].reshape(-1, 3)
    if len(run) < 3:
        return None
    if mode == 6:
        return np.stack([np.full(len(run) - 2, run[0]), run[1:-1], run[2:]], axis=1)
    strip = np.stack([run[:-2], run[1:-1], run[2:]], axis=1)
    strip[1::2] = strip[1::2][:, [1, 0, 2]]
    return strip


def world_normals(
    document: Document, item: PlacedPrimitive, corners: NDArray[np.int64], positions: NDArray[np.float64]
) -> Floats:
    """(T, 3, 3) unit normals in the world: the vertices' own, or the face's where there are none or they vanish."""
    with np.errstate(over="ignore"):
        face = unit(np.cross(positions[:, 1] - positions[:, 0], positions[:, 2] - positions[:, 0]))[:, None]
    linear = item.world[:3, :3]
    if np.linalg.det(linear) < 0:
        face = -face
    face = np.broadcast_to(face, positions.shape)
    if "NORMAL" not in item.primitive["attributes"]:
        return np.ascontiguousarray(face, np.float32)
    own = posed(document, item, "NORMAL").astype(np.float64)
    turned = unit(own @ cofactor(linear).T)[corners]
    vanished = np.einsum("tcx,tcx->tc", turned, turned) < 0.5
    return np.where(vanished[..., None], face, turned).astype(np.float32)


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Vectors of length 1; zero stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.where(length > 0, length, 1.0)


def _texcoord(document: Document, item: PlacedPrimitive, number: int, corners: NDArray[np.int64]) -> Floats:
    names = [name for name in (f"TEXCOORD_{number}", "TEXCOORD_0") if name in item.primitive["attributes"]]
    if not names:
        return np.zeros((*corners.shape, 2), np.float32)
    return np.nan_to_num(posed(document, item, names[0])[corners]).astype(np.float32)


def _colors(document: Document, item: PlacedPrimitive, corners: NDArray[np.int64]) -> Floats:
    colors = np.ones((*corners.shape, 4), np.float32)
    if "COLOR_0" in item.primitive["attributes"]:
        own = posed(document, item, "COLOR_0").astype(np.float32)[corners]
        colors[..., : own.shape[-1]] = own
    return colors
