"""Letters that are cut out as shapes lie in the light of what is under them, and do not stand in it."""

from pathlib import Path

import numpy as np

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.draft.light import Floats, artworks_in, lit_scene
from renderer.environment import load_environment
from renderer.export.cut_artworks import cut_artworks
from renderer.gltf.document import Document
from renderer.recipe import Camera, Shot
from renderer.store import MemoryStore
from tests.renderer.studio.studio_scene import hdr, plain
from tests.support.tiny_product import tiny_recipe

BAR = svg_document(120, 40, b'<path d="M5 5H115V35H5Z" fill="#ffffff"/>')
STORE = MemoryStore()
SHOT = Shot(
    name="light",
    camera=Camera(position=(1.5, 0.9, 1.8), target=(0.0, 0.25, 0.0), vertical_fov_deg=24),
    width=16,
    height=16,
    environment=STORE.put(hdr(plain())),
    ground=False,
)


def body_light(document: Document, cache: Path) -> Floats:
    """Irradiance at the corners of the material on which the bar lies."""
    lit = lit_scene(document, SHOT, load_environment(STORE.get(SHOT.environment), cache))
    light: Floats = lit.corners[lit.scene.material == 0][..., :3]
    return light


def test_cut_letters_leave_the_surface_its_light(tmp_path: Path) -> None:
    decal = {"zone": "panel", "artwork": STORE.put(BAR), "width_mm": 120, "height_mm": 40}
    bare = assemble(tiny_recipe(STORE), STORE)
    cut = cut_artworks(assemble(tiny_recipe(STORE, decals=(decal,)), STORE))
    assert artworks_in(bare) == ()
    assert len(artworks_in(cut)) == 1
    before, after = (np.sort(body_light(each, tmp_path).reshape(-1, 3), axis=0) for each in (bare, cut))
    assert np.abs(after - before).max() < 0.05 * before.max()
