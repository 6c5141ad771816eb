"""Flat lettering goes out as opaque shapes, true in size and place; everything else on its patch."""

import numpy as np
import pytest

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.color import hex_to_linear
from renderer.export.cut_artworks import MOST_INKS, cut_artworks
from renderer.export.draw_calls.merge_draw_calls import merge_draw_calls
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.proof.read_glb import decal_in_glb
from renderer.recipe import DecalRecipe
from renderer.store import MemoryStore
from tests.support.tiny_product import tiny_recipe

WIDE, HIGH = 200.0, 80.0
RING = '<path fill-rule="evenodd" d="M20 10H100V70H20ZM40 30H80V50H40Z" fill="#f2b41b"/>'
BAR = '<path d="M120 10H180V70H120Z" fill="#16243f"/>'
THIRD = '<path d="M182 10H190V70H182Z" fill="#ffffff"/>'


def exported(body: str, finish: str = "painted") -> Document:
    store = MemoryStore()
    artwork = store.put(svg_document(WIDE, HIGH, body.encode()))
    decal = DecalRecipe(zone="panel", artwork=artwork, width_mm=WIDE, height_mm=HIGH, finish=finish)
    return cut_artworks(assemble(tiny_recipe(store, decals=(decal,)), store))


def decal(document: Document) -> tuple[Json, list[Json]]:
    node = next(each for each in document.items("nodes") if "decal" in each.get("extras", {}))
    return node, document.items("meshes")[node["mesh"]]["primitives"]


def test_each_ink_is_an_opaque_shape_of_its_colour_and_size() -> None:
    document = exported(RING + BAR)
    node, primitives = decal(document)
    areas = {}
    for primitive in primitives:
        material = document.items("materials")[primitive["material"]]
        assert "alphaMode" not in material and "baseColorTexture" not in material["pbrMetallicRoughness"]
        points = document.accessor(primitive["attributes"]["POSITION"]).astype(np.float64)
        corners = points[document.accessor(primitive["indices"]).reshape(-1, 3).astype(np.int64)]
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        assert (normals[:, 0] > 0).all(), "the panel faces +X"
        color = tuple(material["pbrMetallicRoughness"]["baseColorFactor"][:3])
        areas[color] = float(np.linalg.norm(normals, axis=1).sum() / 2 * 1e6)
    told = {tuple(map(float, hex_to_linear(color))): area for color, area in (("#f2b41b", 4000), ("#16243f", 3600))}
    assert areas == {color: pytest.approx(area, rel=0.01) for color, area in told.items()}
    assert "inks" not in node["extras"]["decal"]


@pytest.mark.parametrize(
    ("body", "finish"),
    [
        (RING, "foil"),
        (RING + BAR + THIRD, "painted"),
        ('<path d="M20 10H100V70H20Z" fill="#f2b41b" fill-opacity="0.5"/>', "painted"),
    ],
    ids=["leaf has a gloss of its own", f"more than {MOST_INKS} inks", "glaze"],
)
def test_what_does_not_pay_or_is_not_flat_stays_on_its_patch(body: str, finish: str) -> None:
    document = exported(body, finish)
    node, (patch,) = decal(document)
    assert document.items("materials")[patch["material"]]["alphaMode"] == "BLEND"
    assert "inks" not in node["extras"]["decal"]


def test_cut_artworks_of_one_make_are_one_call_and_never_one_with_the_body() -> None:
    document = exported(RING)
    node, (shape,) = decal(document)
    for part in document.items("meshes"):
        for primitive in part["primitives"]:
            primitive["material"] = shape["material"]
    joined = merge_draw_calls(document, artworks=True)
    (found,) = [each for each in joined.items("nodes") if "decal" in str(each.get("extras", {}))]
    assert found["name"] == node["name"]
    read = decal_in_glb(joined, "panel")
    assert read is not None
    assert len(read.points) == document.items("accessors")[shape["indices"]]["count"] // 3
