"""Small scenes for the studio engine: slabs and spheres in named slots under environments made of a few pixels."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from numpy.typing import NDArray

from renderer.gltf.document import Document
from renderer.recipe import Camera, Shot
from renderer.store import MemoryStore
from renderer.studio import draw

Pixels = NDArray[np.uint8]
SIDE = 64


def hdr(pixels: NDArray[np.float64]) -> bytes:
    """A Radiance picture of (H, W, 3) values, in steps of 1/128 of the brightest channel or finer."""
    height, width = pixels.shape[:2]
    peak = np.maximum(pixels.max(axis=-1), 1e-9)
    exponent = np.floor(np.log2(peak)).astype(int) + 1
    mantissa = np.clip(np.floor(pixels / 2.0 ** (exponent - 8)[..., None]), 0, 255)
    rgbe = np.concatenate([mantissa, (exponent + 128)[..., None]], axis=-1).astype(np.uint8)
    return b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n" + f"-Y {height} +X {width}\n".encode() + rgbe.tobytes()


def plain(level: float = 0.5, width: int = 64) -> NDArray[np.float64]:
    """The same light from everywhere."""
    return np.full((width // 2, width, 3), level)


@dataclass
class StudioScene:
    """A document under construction, a camera in front of it, and where its bakes lie."""

    cache: Path
    document: Document = field(default_factory=Document)
    store: MemoryStore = field(default_factory=MemoryStore)
    environment: NDArray[np.float64] = field(default_factory=plain)
    position: tuple[float, float, float] = (0.0, 0.5, 4.0)
    target: tuple[float, float, float] = (0.0, 0.5, 0.0)
    ground: bool = False
    background: str = "transparent"

    def add(self, mesh: trimesh.Trimesh, name: str, **pbr: Any) -> None:  # noqa: ANN401
        """Add a mesh in a slot of its own; `extensions` goes to the material, the rest to pbrMetallicRoughness."""
        extensions = pbr.pop("extensions", {})
        pbr = {"metallicFactor": 0.0, "roughnessFactor": 1.0, **pbr}
        material = self.document.add_material(
            {"name": name, "pbrMetallicRoughness": pbr, "extensions": extensions, "doubleSided": True}
        )
        attributes = {
            "POSITION": self.document.add_accessor(mesh.vertices.astype(np.float32)),
            "NORMAL": self.document.add_accessor(mesh.vertex_normals.astype(np.float32)),
        }
        indices = self.document.add_accessor(mesh.faces.astype(np.uint32).reshape(-1), 34963)
        primitive = {"attributes": attributes, "indices": indices, "material": material}
        self.document.add_node({"mesh": self.document.add_mesh([primitive], name), "name": name})

    def paint(self, name: str, color: list[float]) -> None:
        """Give a slot another colour."""
        for material in self.document.items("materials"):
            if material["name"] == name:
                material["pbrMetallicRoughness"]["baseColorFactor"] = color

    def shot(self) -> Shot:
        """The picture to take."""
        return Shot(
            name="test",
            camera=Camera(position=self.position, target=self.target, vertical_fov_deg=30),
            width=SIDE,
            height=SIDE,
            environment=self.store.put(hdr(self.environment)),
            background=self.background,
            ground=self.ground,
        )

    def draw(self) -> Pixels:
        """The picture (SIDE, SIDE, 4)."""
        return draw(self.document, self.shot(), self.store, self.cache)


def ball(
    radius: float = 0.5, center: tuple[float, float, float] = (0.0, 0.5, 0.0), subdivisions: int = 4
) -> trimesh.Trimesh:
    """A smooth sphere."""
    sphere: trimesh.Trimesh = trimesh.creation.icosphere(subdivisions, radius)
    sphere.apply_translation(center)
    return sphere


def slab(size: tuple[float, float, float], center: tuple[float, float, float]) -> trimesh.Trimesh:
    """A box with hard edges."""
    box: trimesh.Trimesh = trimesh.creation.box(size)
    box.unmerge_vertices()
    box.apply_translation(center)
    return box
