"""What the materials on a primitive need of its vertices."""

from collections.abc import Iterator

from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.references import tangent_map, texture_infos, texture_uv

VARIANTS = "KHR_materials_variants"


def primitives(document: Document) -> Iterator[Json]:
    """Every primitive of every mesh."""
    for mesh in document.json.get("meshes", []):
        yield from mesh.get("primitives", [])


def materials_on(document: Document, primitive: Json) -> list[Json]:
    """The material of a primitive and those that KHR_materials_variants may put in its place."""
    numbers = {entry["material"] for entry in [primitive, *_mappings(primitive)] if "material" in entry}
    return [document.items("materials")[number] for number in sorted(numbers)]


def material_in(primitive: Json, variant: int) -> int | None:
    """The material of a primitive while this variant is shown."""
    mapped = (each.get("material") for each in _mappings(primitive) if variant in each.get("variants", ()))
    return next(mapped, primitive.get("material"))


def _mappings(primitive: Json) -> list[Json]:
    found: list[Json] = primitive.get("extensions", {}).get(VARIANTS, {}).get("mappings", [])
    return found


def uv_sets(materials: list[Json]) -> int:
    """How many TEXCOORD sets, counted from 0, the materials read."""
    used = [texture_uv(info) for material in materials for info in texture_infos(material).values()]
    return max(used, default=-1) + 1


def normal_map(materials: list[Json]) -> Json | None:
    """The textureInfo whose UVs span the tangent space, None where none of the materials needs a tangent space."""
    return next((info for material in materials if (info := tangent_map(material)) is not None), None)
