"""A product for tests, small enough to reason about: `tiny_product()` builds a cart of a few hundred triangles.

    chassis      box, slot body
    panel        crowned sheet on the left (+X) side, slot body; carries zone:panel, 300 × 120 mm
    windshield   pane, slot glass (KHR_materials_transmission)
    wheels       four nodes that share one mesh, slot tyre
    rack_small, rack_large   alternatives: a recipe hides one of them

`SIZE_MM` is its size with either rack. UVs are metres on the surface, v down as in glTF; every vertex has a tangent.
"""

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pygltflib import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.gltf.document import Document
from renderer.recipe import SceneRecipe
from renderer.store import Store

Points = NDArray[np.float64]
Point = tuple[float, float, float]

SIZE_MM = (600, 500, 1000)
COPYRIGHT = "2026 The tests of Livery"
ZONE = {
    "version": 1,
    "width_mm": 300,
    "height_mm": 120,
    "depth_mm": 60,
    "target": ["panel"],
    "mapping": "lscm",
    "max_angle_deg": 35,
    "finishes": ["painted", "vinyl"],
    "safe_mm": 5,
    "bleed_mm": 0,
    "max_colors": 8,
    "min_text_mm": 8,
}
SLOTS: dict[str, dict[str, object]] = {
    "body": {"pbrMetallicRoughness": {"baseColorFactor": [0.05, 0.2, 0.1, 1.0], "metallicFactor": 0.0}},
    "tyre": {"pbrMetallicRoughness": {"baseColorFactor": [0.02, 0.02, 0.02, 1.0], "metallicFactor": 0.0}},
    "glass": {
        "pbrMetallicRoughness": {"metallicFactor": 0.0, "roughnessFactor": 0.05},
        "extensions": {"KHR_materials_transmission": {"transmissionFactor": 0.9}},
        "doubleSided": True,
    },
}


@dataclass(frozen=True)
class Sheet:
    """Vertices: positions, normals (rows, cols, 3) and uv in metres (rows, cols, 2); rows go down, as v does."""

    positions: Points
    normals: Points
    uv: Points


def flat(corner: Point, right: Point, down: Point) -> Sheet:
    """A rectangle from its upper left corner, as its reader sees it."""
    edges = np.array([right, down])
    grid = np.stack(np.meshgrid([0.0, 1.0], [0.0, 1.0]), axis=-1)
    normal = np.cross(edges[1], edges[0])
    return Sheet(
        positions=np.array(corner) + grid @ edges,
        normals=np.broadcast_to(normal / np.linalg.norm(normal), (2, 2, 3)),
        uv=grid * np.linalg.norm(edges, axis=1),
    )


def box(low: Point, high: Point) -> list[Sheet]:
    """Six rectangles, facing out."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    w, h, d = x1 - x0, y1 - y0, z1 - z0
    return [
        flat((x0, y1, z1), (w, 0, 0), (0, -h, 0)),
        flat((x1, y1, z0), (-w, 0, 0), (0, -h, 0)),
        flat((x1, y1, z1), (0, 0, -d), (0, -h, 0)),
        flat((x0, y1, z0), (0, 0, d), (0, -h, 0)),
        flat((x0, y1, z0), (w, 0, 0), (0, 0, d)),
        flat((x0, y0, z1), (w, 0, 0), (0, 0, -d)),
    ]


def crowned(length: float, height: float, crown: float, base_x: float, middle_y: float) -> Sheet:
    """A panel that faces +X and bulges by `crown` metres along its length: part of a cylinder about a vertical axis."""
    radius = (length**2 / 4 + crown**2) / (2 * crown)
    half = np.arcsin(length / 2 / radius)
    angle, y = np.meshgrid(np.linspace(half, -half, 25), np.linspace(height / 2, -height / 2, 9))
    outward = np.stack([np.cos(angle), np.zeros_like(angle), np.sin(angle)], axis=-1)
    center = np.array([base_x + crown - radius, middle_y, 0.0])
    return Sheet(
        positions=center + radius * outward + np.stack([np.zeros_like(y), y, np.zeros_like(y)], axis=-1),
        normals=outward,
        uv=np.stack([radius * (half - angle), height / 2 - y], axis=-1),
    )


def tyre(radius: float, width: float) -> list[Sheet]:
    """A wheel about the X axis: its tread and two flanks with a hole for the axle."""
    turn = np.linspace(0.0, 2 * np.pi, 25)
    rim = np.stack([np.zeros_like(turn), np.cos(turn), np.sin(turn)], axis=-1)
    side = np.array([width / 2, 0.0, 0.0])
    tread = Sheet(
        positions=np.stack([radius * rim + side, radius * rim - side]),
        normals=np.stack([rim, rim]),
        uv=np.stack(np.meshgrid(turn * radius, [0.0, width]), axis=-1),
    )
    return [tread, _flank(rim[::-1], radius, side), _flank(rim, radius, -side)]


def _flank(rim: Points, radius: float, side: Points) -> Sheet:
    positions = np.stack([radius * rim, 0.3 * radius * rim]) + side
    normals = np.broadcast_to(side / np.linalg.norm(side), positions.shape)
    right = -np.sign(side[0])
    return Sheet(positions, normals, np.stack([right * positions[..., 2], -positions[..., 1]], axis=-1))


def _triangles(sheet: Sheet) -> NDArray[np.int64]:
    """Two triangles a cell, wound so that they face along the normals."""
    rows, cols = sheet.positions.shape[:2]
    at = np.arange(rows * cols).reshape(rows, cols)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    return np.stack([a, d, c, a, c, b], axis=-1).reshape(-1, 3)


def _tangents(sheet: Sheet) -> Points:
    """Directions in which u grows, with the sign of glTF: the bitangent points up in the picture, against v."""
    along = np.stack([np.gradient(sheet.positions, axis=axis) for axis in (0, 1)], axis=-2)
    slope = np.stack([np.gradient(sheet.uv, axis=axis) for axis in (0, 1)], axis=-2)
    by_uv = np.linalg.solve(slope, along)
    tangent = by_uv[..., 0, :]
    tangent = tangent - sheet.normals * np.sum(tangent * sheet.normals, axis=-1, keepdims=True)
    tangent = tangent / np.linalg.norm(tangent, axis=-1, keepdims=True)
    sign = np.sign(np.sum(np.cross(sheet.normals, tangent) * -by_uv[..., 1, :], axis=-1, keepdims=True))
    return np.concatenate([tangent, sign], axis=-1)


def add_sheets(document: Document, name: str, material: int, sheets: list[Sheet]) -> int:
    """Add the sheets as one mesh of one primitive; returns its number."""
    counts = [sheet.positions[..., 0].size for sheet in sheets]
    starts = np.cumsum([0, *counts[:-1]])
    columns = {
        "POSITION": [sheet.positions for sheet in sheets],
        "NORMAL": [sheet.normals for sheet in sheets],
        "TANGENT": [_tangents(sheet) for sheet in sheets],
        "TEXCOORD_0": [sheet.uv for sheet in sheets],
    }
    attributes = {
        key: document.add_accessor(np.concatenate([part.reshape(-1, part.shape[-1]) for part in parts]), ARRAY_BUFFER)
        for key, parts in columns.items()
    }
    faces = np.concatenate([_triangles(sheet) + start for sheet, start in zip(sheets, starts, strict=True)])
    indices = document.add_accessor(faces.reshape(-1), ELEMENT_ARRAY_BUFFER)
    return document.add_mesh([{"attributes": attributes, "indices": indices, "material": material}], name)


def tiny_product() -> Document:
    """The cart, with both racks visible."""
    document = Document()
    document.json["asset"]["copyright"] = COPYRIGHT
    slot = {name: document.add_material({"name": name} | material) for name, material in SLOTS.items()}
    parts = {
        "chassis": ("body", box((-0.2, 0.1, -0.5), (0.2, 0.35, 0.5))),
        "panel": ("body", [crowned(length=0.8, height=0.21, crown=0.03, base_x=0.201, middle_y=0.225)]),
        "windshield": ("glass", [flat((-0.18, 0.5, 0.2), (0.36, 0, 0), (0, -0.15, 0))]),
        "rack_small": ("body", box((-0.15, 0.35, -0.4), (0.15, 0.4, -0.2))),
        "rack_large": ("body", box((-0.18, 0.35, -0.45), (0.18, 0.45, -0.1))),
        "wheel": ("tyre", tyre(radius=0.1, width=0.08)),
    }
    meshes = {name: add_sheets(document, name, slot[filled], sheets) for name, (filled, sheets) in parts.items()}
    root = document.add_node({"name": "tiny_product"})
    nodes = {name: document.add_node({"name": name, "mesh": mesh}, root) for name, mesh in list(meshes.items())[:-1]}
    for corner, (x, z) in {"fl": (0.26, 0.35), "fr": (-0.26, 0.35), "rl": (0.26, -0.35), "rr": (-0.26, -0.35)}.items():
        document.add_node({"name": f"wheel_{corner}", "mesh": meshes["wheel"], "translation": [x, 0.1, z]}, root)
    quarter_turn = [0.0, float(np.sqrt(0.5)), 0.0, float(np.sqrt(0.5))]
    zone = {
        "name": "zone:panel",
        "translation": [0.231, 0.225, 0.0],
        "rotation": quarter_turn,
        "extras": {"zone": ZONE},
    }
    document.add_node(zone, nodes["panel"])
    return document


@cache
def tiny_glb() -> bytes:
    """`tiny_product()` as a file."""
    return tiny_product().to_glb()


def tiny_recipe(store: Store, **changes: object) -> SceneRecipe:
    """The tiny product with its small rack; `changes` are fields of `SceneRecipe`."""
    fields: dict[str, object] = {
        "product": "tiny",
        "base_model": store.put(tiny_glb()),
        "hidden_nodes": ("rack_large",),
    }
    return SceneRecipe.model_validate(fields | changes)


def checkered_png(size: int = 16, dark: int = 120, light: int = 220) -> bytes:
    """A grey 2 × 2 checker of `size` pixels a side."""
    half = np.arange(size) // max(size // 2, 1)
    pixels = np.where((half[:, None] + half[None, :]) % 2 == 0, dark, light).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(np.stack([pixels] * 3, axis=-1)).save(buffer, "PNG")
    return buffer.getvalue()


def with_texture(name: str, data: bytes, **material: str) -> Document:
    """The product with a texture on its first material, `material` beside it."""
    document = tiny_product()
    info = {"index": document.add_texture(document.add_image(data, "image/png"))}
    body = document.json["materials"][0]
    body.update(material)
    (body["pbrMetallicRoughness"] if name == "baseColorTexture" else body)[name] = info
    return document
