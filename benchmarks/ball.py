"""Every swatch of the library on a shader ball, as any engine draws it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.scenes import ROOT
from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.name_files import texture_name
from configurator.slot_material import slot_material
from renderer.assemble.assemble import assemble
from renderer.digest import digest_bytes
from renderer.gltf.document import Document
from renderer.recipe import Camera, SceneRecipe, Shot
from renderer.store import Store

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

ROWS, COLUMNS = 48, 96
RADIUS = 0.15
"""Metres: a few tiles of each texture fit on it."""
ENVIRONMENT = "softbox_studio"
CAMERA = Camera(position=(0.0, 0.35, 1.1), target=(0.0, RADIUS, 0.0), vertical_fov_deg=18.5)


def ball() -> Document:
    """A sphere on y = 0 in the slot `ball`, with UVs in metres, u around and v down."""
    down, around = np.meshgrid(np.linspace(0, np.pi, ROWS + 1), np.linspace(0, 2 * np.pi, COLUMNS + 1), indexing="ij")
    outward = np.stack([np.sin(down) * np.sin(around), np.cos(down), np.sin(down) * np.cos(around)], axis=-1)
    grid = np.arange((ROWS + 1) * (COLUMNS + 1)).reshape(ROWS + 1, COLUMNS + 1)
    a, b, c, d = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
    faces = np.concatenate([np.stack(each, axis=-1).reshape(-1, 3) for each in ((a, b, c), (a, c, d))])
    uv = np.stack([around, down], axis=-1) * RADIUS
    document = Document()
    attributes = {
        "POSITION": document.add_accessor((outward.reshape(-1, 3) * RADIUS + (0, RADIUS, 0)).astype(np.float32)),
        "NORMAL": document.add_accessor(outward.reshape(-1, 3).astype(np.float32)),
        "TEXCOORD_0": document.add_accessor(uv.reshape(-1, 2).astype(np.float32)),
    }
    primitive = {
        "attributes": attributes,
        "indices": document.add_accessor(faces.astype(np.uint32).reshape(-1), 34963),
        "material": document.add_material({"name": "ball"}),
    }
    document.add_node({"mesh": document.add_mesh([primitive], "ball"), "name": "ball"})
    return document


@dataclass
class Balls:
    """The library's swatches on balls; what they need is put into `store`."""

    store: Store
    materials: Path = ROOT / "materials"
    models: Path = ROOT / "models"

    @cached_property
    def catalog(self) -> Catalog:
        """The library."""
        return Catalog.load(self.models, self.materials)

    @cached_property
    def _resolved(self) -> ResolvedConfiguration:
        """Any configuration: it knows where files lie; given the names of all textures, not of its own alone."""
        resolved = resolve(Configuration(product=next(iter(self.catalog.products))), self.catalog)
        textures = {
            texture_name(file): digest_bytes((self.materials / "swatches" / "textures" / file).read_bytes())
            for swatch in self.catalog.swatches.values()
            if swatch.textures is not None
            for file in swatch.textures.files.values()
        }
        return resolved.model_copy(update={"files": resolved.files | textures})

    def document(self, code: str) -> Document:
        """The swatch `code` on a ball."""
        material = slot_material(self.catalog.swatches[code], self._resolved, self.store)
        base = self.store.put(ball().to_glb())
        return assemble(SceneRecipe(product="ball", base_model=base, slots={"ball": material}), self.store)

    def shot(self, side: int, background: str = "transparent", *, ground: bool = False) -> Shot:
        """A square picture of the ball in the default environment."""
        hdr = self.materials / "environments" / self.catalog.environments[ENVIRONMENT].file
        return Shot(
            name="ball",
            camera=CAMERA,
            width=side,
            height=side,
            environment=self.store.put(hdr.read_bytes()),
            background=background,
            ground=ground,
        )
