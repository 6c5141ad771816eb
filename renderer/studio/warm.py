"""Compile or load every kernel before the first customer waits."""

import io
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from renderer.artwork.drawing import svg_document
from renderer.assemble.dress import Dressed
from renderer.assemble.place_decals import place_decals
from renderer.environment import load_environment
from renderer.finishes.apply_finish import apply_finish
from renderer.gltf.document import Document
from renderer.recipe import Camera, DecalRecipe, Shot
from renderer.store import MemoryStore
from renderer.studio.bake import bake
from renderer.studio.layers import shade

CAMERA = Camera(position=(0.4, 1.5, 3.0), target=(0.0, 0.5, 0.0), vertical_fov_deg=40)
CORNERS = np.array([[-1, 0, 0], [1, 0, 0], [1, 1, 0], [-1, 1, 0]], np.float32)
UV = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32)
SIZE_MM, SEWN_MM = (400.0, 100.0), (40.0, 10.0)
ZONE = {"version": 1, "width_mm": 600, "height_mm": 300, "depth_mm": 50, "target": ["wall"]}
INKS = (("#c8a032", 20), ("#1b1c1f", 60))
FACES = np.array([0, 1, 2, 0, 2, 3], np.uint32)


def warm() -> None:
    """Draw a picture of 32 × 32 that uses all that the engine can do, artwork in gold leaf and thread included.

    Compiled kernels are kept on disk by numba.
    """
    store = MemoryStore()
    environment = store.put(_plain_environment())
    shot = Shot(name="warm", camera=CAMERA, width=32, height=32, environment=environment)
    artwork = _artwork(store)
    document = place_decals(Dressed(panes()), (artwork,), store)
    with tempfile.TemporaryDirectory() as folder:
        light = load_environment(store.get(environment), Path(folder))
        shade(bake(document, shot, store, Path(folder)), document, shot, light)
    apply_finish("embroidered", store.get(artwork.artwork), *SEWN_MM)


def _plain_environment() -> bytes:
    """A Radiance picture of 32 × 16 grey pixels."""
    return b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 16 +X 32\n" + bytes([128, 128, 128, 128]) * (16 * 32)


def _artwork(store: MemoryStore) -> DecalRecipe:
    """Two inks, which flow into each other, in the finish that asks for most."""
    bars = (f'<path fill="{ink}" d="M{x} 20L{x + 80} 20L{x + 80} 80L{x} 80Z"/>' for ink, x in INKS)
    svg = store.put(svg_document(*SIZE_MM, "".join(bars).encode()))
    return DecalRecipe(zone="wall", artwork=svg, width_mm=SIZE_MM[0], height_mm=SIZE_MM[1], finish="foil")


def panes() -> Document:
    """A textured wall with a zone, behind a coated pane of glass."""
    document = Document()
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), (128, 128, 255)).save(buffer, "PNG")
    texture = {"index": document.add_texture(document.add_image(buffer.getvalue(), "image/png"))}
    wall = document.add_material({"pbrMetallicRoughness": {"baseColorTexture": texture}, "normalTexture": texture})
    glass = document.add_material(
        {
            "extensions": {
                "KHR_materials_transmission": {"transmissionFactor": 1.0},
                "KHR_materials_clearcoat": {"clearcoatFactor": 1.0},
                "KHR_materials_sheen": {"sheenColorFactor": [1.0, 1.0, 1.0]},
            }
        }
    )
    normals = np.tile(np.array([0, 0, 1], np.float32), (4, 1))
    attributes = {
        "POSITION": document.add_accessor(CORNERS),
        "NORMAL": document.add_accessor(normals),
        "TEXCOORD_0": document.add_accessor(UV),
    }
    indices = document.add_accessor(FACES, 34963)
    for name, z, material in (("wall", 0.0, wall), ("glass", 0.5, glass)):
        primitive = {"attributes": attributes, "indices": indices, "material": material}
        document.add_node({"mesh": document.add_mesh([primitive], name), "translation": [0.0, 0.0, z]})
    document.add_node({"name": "zone:wall", "translation": [0.0, 0.5, 0.0], "extras": {"zone": ZONE}})
    return document
