"""Last step: artworks lie on their zones, each a piece of surface of its own just above the one under it."""

from pathlib import Path

import numpy as np
from pygltflib import (  # type: ignore[import-untyped]
    ARRAY_BUFFER,
    CLAMP_TO_EDGE,
    ELEMENT_ARRAY_BUFFER,
    LINEAR,
    LINEAR_MIPMAP_LINEAR,
)

from renderer.assemble.dress import Dressed
from renderer.assemble.flat_inks import INKS, flat_inks
from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import RecipeError
from renderer.finishes.keep import Finished, finished
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.schema import extensions_in
from renderer.recipe import DecalRecipe
from renderer.store import Store
from renderer.surface.decal_mesh import DecalMesh, decal_mesh, lift_mm

PREFIX = "decal:"
CLAMPED: Json = {
    "magFilter": LINEAR,
    "minFilter": LINEAR_MIPMAP_LINEAR,
    "wrapS": CLAMP_TO_EDGE,
    "wrapT": CLAMP_TO_EDGE,
}
"""The sampler of decals: nothing of one edge shows at the other."""
PLACE = ("matrix", "translation", "rotation", "scale")


def place_decals(
    dressed: Dressed, decals: tuple[DecalRecipe, ...], store: Store, cache: Path | None = None
) -> Document:
    """A copy with a node `decal:<zone>:<layer>` for each decal, beside the node that it lies on, blended over it.

    `extras.decal` says which zone, what size and where in the zone, layer and finish, and `inks`, of what is flat.
    Raises `RecipeError` ZONE_UNKNOWN, DECAL_DOUBLED and FINISH_UNKNOWN; `ZoneError` where a zone does not fit its
    surface or an artwork its zone; `ArtworkError` for a drawing that cannot be drawn, `BlobMissing` for a lost one.
    Finishes are kept in `cache`.
    """
    document = dressed.document.copy()
    _check(dressed, decals)
    highest: dict[str, float] = {}
    for decal in sorted(decals, key=lambda each: (each.zone, each.layer)):
        svg = store.get(decal.artwork)
        made = finished(decal.finish, svg, decal.width_mm, decal.height_mm, cache)
        lift = lift_mm(np.array([decal.width_mm, decal.height_mm]), highest.get(decal.zone))
        _place(document, decal, dressed, made, flat_inks(svg, made), lift)
        highest[decal.zone] = lift
    return document


def without_decals(document: Document) -> Document:
    """A copy that shows no artwork."""
    names = (str(node.get("name", "")) for node in document.items("nodes"))
    return hide_nodes(document, [name for name in names if name.startswith(PREFIX)])


def without_decal(document: Document, decal: DecalRecipe) -> Document:
    """A copy that shows all artworks but one."""
    return hide_nodes(document, [node_name(decal)])


def node_name(decal: DecalRecipe) -> str:
    """What the node of an artwork is called."""
    return f"{PREFIX}{decal.zone}:{decal.layer}"


def _check(dressed: Dressed, decals: tuple[DecalRecipe, ...]) -> None:
    found = dressed.zones if decals else {}
    if unknown := sorted({decal.zone for decal in decals} - set(found)):
        raise RecipeError(
            f"The scene has no zone {', '.join(unknown)}. Its zones: {', '.join(found) or 'none'}.",
            code="ZONE_UNKNOWN",
            details={"unknown": unknown, "zones": list(found)},
        )
    if len({(decal.zone, decal.layer) for decal in decals}) < len(decals):
        raise RecipeError("Two decals lie on one layer of a zone; number their layers.", code="DECAL_DOUBLED")


def _place(
    document: Document, decal: DecalRecipe, dressed: Dressed, made: Finished, inks: list[Json], lift: float
) -> None:
    name, patch = node_name(decal), dressed.patch(decal.zone)
    host, nodes = patch.host.node, document.items("nodes")
    mesh = decal_mesh(
        patch,
        dressed.world[host],
        np.array(decal.center_mm),
        np.array([decal.width_mm, decal.height_mm]),
        lift,
    )
    primitive = _primitive(document, mesh) | {"material": _material(document, name, made)}
    extras = decal.model_dump(mode="json", exclude={"artwork"})
    if inks:
        extras[INKS] = inks
    node = {
        "name": name,
        "mesh": document.add_mesh([primitive], name),
        **{key: nodes[host][key] for key in PLACE if key in nodes[host]},
        "extras": {"decal": extras},
    }
    document.add_node(node, _parent(nodes, host))


def _parent(nodes: list[Json], child: int) -> int | None:
    return next((number for number, node in enumerate(nodes) if child in node.get("children", [])), None)


def _primitive(document: Document, mesh: DecalMesh) -> Json:
    columns = {"POSITION": mesh.positions, "NORMAL": mesh.normals, "TANGENT": mesh.tangents, "TEXCOORD_0": mesh.uv}
    attributes = {name: document.add_accessor(values, ARRAY_BUFFER) for name, values in columns.items()}
    return {
        "attributes": attributes,
        "indices": document.add_accessor(mesh.triangles.reshape(-1), ELEMENT_ARRAY_BUFFER),
    }


def _material(document: Document, name: str, made: Finished) -> int:
    textures = {field: _texture(document, png) for field, png in made.png.items()}
    factors = {**made.material["pbrMetallicRoughness"], "baseColorTexture": textures["base_color"]}
    material: Json = {**made.material, "name": name, "alphaMode": "BLEND", "pbrMetallicRoughness": factors}
    if "metallic_roughness" in textures:
        factors["metallicRoughnessTexture"] = textures["metallic_roughness"]
    if "normal" in textures:
        material["normalTexture"] = textures["normal"]
    document.use_extensions(extensions_in(material))
    return document.add_material(material)


def _texture(document: Document, png: bytes) -> Json:
    return {"index": document.add_texture(document.add_image(png, "image/png"), CLAMPED)}
