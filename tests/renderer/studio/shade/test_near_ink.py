"""What is left out for having no ink has none."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from renderer.gltf.document import Document
from renderer.studio.bake import Bake, bake
from renderer.studio.scene import Decal
from renderer.studio.shade.decals import artwork_coordinates
from renderer.studio.shade.materials import Material, read_material
from renderer.studio.shade.near_ink import near_ink
from renderer.studio.shade.surface import Rows, evaluate
from tests.renderer.studio.studio_scene import StudioScene, ball

SIDE = 1000
RECTANGLE = Decal("side", (10.0, -5.0), (180.0, 90.0), 0, 1)
CLAMPED = 33071


def inked(scene: StudioScene, wrap: int = CLAMPED) -> tuple[Document, Material]:
    """A texture with two small spots of ink and a hair across."""
    cover = np.zeros((256, 512), np.uint8)
    cover[20:40, 30:60], cover[200:204, 480:484], cover[128, :] = 255, 9, 40
    ink = np.dstack([np.zeros((256, 512, 3), np.uint8), cover])
    buffer = io.BytesIO()
    Image.fromarray(ink).save(buffer, "PNG")
    document = scene.document
    texture = document.add_texture(document.add_image(buffer.getvalue(), "image/png"), {"wrapS": wrap, "wrapT": wrap})
    words = {"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorTexture": {"index": texture}}}
    document.add_material(words)
    return document, read_material(words)


def strewn(scene: StudioScene, footprint_mm: float) -> tuple[Bake, Rows]:
    """Fragments all over the zone, and the rows of them."""
    made = bake(scene.document, scene.shot(), scene.store, scene.cache)
    count = len(made.material)
    places = np.random.default_rng(4).uniform(-110, 110, (count, 2)).astype(np.float32)
    footprints = np.full(count, footprint_mm, np.float16)
    return replace(made, zones=("side",), zone=np.zeros(count, np.int16), zone_mm=places, footprint_mm=footprints), (
        np.arange(count)
    )


@pytest.mark.parametrize(("footprint_mm", "fewer"), [(0.2, True), (2.0, True), (30.0, False)])
def test_none_with_ink_is_left_out(scene: StudioScene, footprint_mm: float, *, fewer: bool) -> None:
    scene.add(ball(), "body")
    document, material = inked(scene)
    made, rows = strewn(scene, footprint_mm)
    found = near_ink(document, material, RECTANGLE, made, rows)
    x, y = (made.zone_mm - RECTANGLE.center_mm).T
    inside = rows[(np.abs(x) <= 90) & (np.abs(y) <= 45)]
    alpha = evaluate(document, material, artwork_coordinates(RECTANGLE, made, inside)).column(3)
    assert set(inside[alpha > 0]) <= set(found) <= set(inside)
    assert (len(found) < len(inside) / 2) == fewer, "where a pixel sees much, all is read"


def test_a_texture_that_repeats_is_read_everywhere(scene: StudioScene) -> None:
    scene.add(ball(), "body")
    document, material = inked(scene, wrap=10497)
    made, rows = strewn(scene, 0.2)
    x, y = (made.zone_mm - RECTANGLE.center_mm).T
    inside = rows[(np.abs(x) <= 90) & (np.abs(y) <= 45)]
    assert near_ink(document, material, RECTANGLE, made, rows).tolist() == inside.tolist()
