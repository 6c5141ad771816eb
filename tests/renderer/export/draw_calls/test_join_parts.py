"""Few draw calls, the same look."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from renderer.color import srgb_to_linear
from renderer.export.draw_calls import join_parts
from renderer.export.draw_calls.join_parts import MOST
from renderer.export.draw_calls.paint_from_palette import paint_from_palette
from renderer.export.draw_calls.tint_vertices import tint_vertices
from renderer.export.draw_calls.unfold_copies import unfold_copies
from renderer.export.figures import bounds, figures
from renderer.gltf.container import Json
from renderer.gltf.document import Document
from renderer.gltf.prune import prune

CORNERS = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def add_triangle(document: Document, material: Json, *places: float, uv: bool = False) -> None:
    attributes = {"POSITION": document.add_accessor(CORNERS, 34962)}
    if uv:
        attributes["TEXCOORD_0"] = document.add_accessor(CORNERS[:, :2], 34962)
    indices = document.add_accessor(np.arange(3), 34963)
    number = document.items("materials").index(material) if material in document.items("materials") else None
    number = document.add_material(material) if number is None else number
    mesh = document.add_mesh([{"attributes": attributes, "indices": indices, "material": number}])
    for place in places:
        document.add_node({"mesh": mesh, "translation": [place, 0.0, 0.0]})


def plain(number: int) -> Json:
    shade = number / 30
    return {
        "name": f"plain_{number}",
        "pbrMetallicRoughness": {
            "baseColorFactor": [shade, 0.5, 1.0 - shade, 1.0],
            "metallicFactor": number % 2,
            "roughnessFactor": shade,
        },
    }


def document_picture(document: Document, material: Json) -> NDArray[np.uint8]:
    """The palette that colours come from (h, w, 4)."""
    info = material["pbrMetallicRoughness"]["baseColorTexture"]
    data = document.image_bytes(document.texture_image(info["index"]))
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))


def test_few_parts_keep_their_materials() -> None:
    document = Document()
    for number in range(5):
        add_triangle(document, plain(number), float(number))
    joined = join_parts(document)
    assert [material["name"] for material in joined.json["materials"]] == [f"plain_{number}" for number in range(5)]


def test_a_palette_gives_back_every_factor() -> None:
    document = Document()
    for number in range(6):
        add_triangle(document, plain(number), float(number))
    painted = prune(paint_from_palette(document))
    (material,) = painted.json["materials"]
    assert material["extras"]["slots"] == [f"plain_{number}" for number in range(6)]
    infos = material["pbrMetallicRoughness"]
    color, data = (
        np.asarray(Image.open(io.BytesIO(painted.image_bytes(painted.texture_image(infos[name]["index"])))))
        for name in ("baseColorTexture", "metallicRoughnessTexture")
    )
    for number, placed in enumerate(painted.visible_primitives()):
        u, v = painted.accessor(placed.primitive["attributes"]["TEXCOORD_0"])[0]
        row, column = int(v * color.shape[0]), int(u * color.shape[1])
        expected = plain(number)["pbrMetallicRoughness"]
        seen = srgb_to_linear(color[row, column] / 255)
        assert seen == pytest.approx(expected["baseColorFactor"][:3], abs=0.005)
        assert data[row, column, 1:] / 255 == pytest.approx(
            [expected["roughnessFactor"], expected["metallicFactor"]], abs=0.003
        )


def test_coloured_vertices_give_back_every_colour() -> None:
    document = Document()
    colors = [[0.9, 0.4, 0.01], [0.8, 0.85, 0.8], [0.03, 0.01, 0.08]]
    for number, color in enumerate(colors):
        pbr = {"baseColorFactor": [*color, 1.0], "roughnessFactor": 0.4}
        add_triangle(document, {"name": f"paint_{number}", "pbrMetallicRoughness": pbr}, float(number))
    tinted = prune(tint_vertices(document))
    (material,) = tinted.json["materials"]
    assert material["extras"]["slots"] == ["paint_0", "paint_1", "paint_2"]
    for color, placed in zip(colors, tinted.visible_primitives(), strict=True):
        carried = tinted.accessor(placed.primitive["attributes"]["COLOR_0"])[0]
        assert carried * material["pbrMetallicRoughness"]["baseColorFactor"][:3] == pytest.approx(color, abs=2e-5)


def test_coats_are_painted_where_that_is_asked_for_each_into_its_own_palette() -> None:
    document = Document()
    for number in range(6):
        coat = {"extensions": {"KHR_materials_clearcoat": {"clearcoatFactor": 0.5 + number % 2 / 2}}}
        add_triangle(document, plain(number) | coat, float(number))
    assert len(prune(paint_from_palette(document)).json["materials"]) == 6
    painted = prune(paint_from_palette(document, coated=True)).json["materials"]
    assert [each["extensions"]["KHR_materials_clearcoat"]["clearcoatFactor"] for each in painted] == [0.5, 1.0]
    assert [each["extras"]["slots"] for each in painted] == [
        ["plain_0", "plain_2", "plain_4"],
        ["plain_1", "plain_3", "plain_5"],
    ]


def test_panes_of_one_glass_keep_how_much_they_let_through() -> None:
    document = Document()
    for number, alpha in enumerate((0.2, 0.8)):
        factor = {"pbrMetallicRoughness": {"baseColorFactor": [0.0, 0.0, 0.0, alpha]}}
        add_triangle(document, plain(number) | factor | {"alphaMode": "BLEND"}, float(number))
    (pane,) = prune(paint_from_palette(document, coated=True)).json["materials"]
    assert pane["alphaMode"] == "BLEND"
    picture = document_picture(prune(paint_from_palette(document, coated=True)), pane)
    assert sorted({int(value) for value in picture[..., 3].flat}) == [51, 204]


def test_glass_is_neither_painted_nor_tinted() -> None:
    document = Document()
    for number in range(3):
        add_triangle(document, {**plain(number), "alphaMode": "BLEND"}, float(number))
    for step in (paint_from_palette, tint_vertices):
        assert len(prune(step(document)).json["materials"]) == 3


def test_as_few_copies_are_unfolded_as_it_takes() -> None:
    document = Document()
    for number in range(4):
        add_triangle(document, {"name": f"m{number}"}, *np.arange(5.0) + number, uv=True)
    unfolded = unfold_copies(document, 12)
    meshes = [placed.mesh for placed in unfolded.visible_primitives()]
    assert sum(meshes.count(mesh) == 5 for mesh in set(meshes)) == 2


@pytest.mark.parametrize("uv", [False, True])
def test_many_parts_come_to_few_calls_and_nothing_moves(uv: bool) -> None:
    document = Document()
    for number in range(12):
        add_triangle(document, plain(number), 2.0 * number, 2.0 * number + 0.5, uv=uv)
    assert len(document.visible_primitives()) == 24
    joined = prune(join_parts(document))
    counted = figures(joined)
    assert int(str(counted["draw_calls"])) <= MOST
    assert counted["triangles"] == 24
    assert bounds(joined) == pytest.approx(bounds(document))


def test_artworks_of_one_make_are_joined_last_and_keep_what_they_say() -> None:
    document = Document()
    for number in range(19):
        add_triangle(document, {"name": f"m{number}", "emissiveFactor": [number / 20, 0.0, 0.0]}, 2.0 * number)
    for zone in ("left", "right"):
        add_triangle(document, {"name": "artwork", "alphaMode": "BLEND"}, 50.0)
        document.json["nodes"][-1]["extras"] = {"decal": {"zone": zone}}
    joined = prune(join_parts(document))
    assert len(joined.visible_primitives()) == 20
    (node,) = [node for node in joined.json["nodes"] if "extras" in node]
    assert node["extras"] == {"decals": [{"zone": "left"}, {"zone": "right"}]}
