"""Each step of the export, on the tiny product."""

import numpy as np

from renderer.export.add_tangents import add_tangents
from renderer.export.drop_studio_data import drop_studio_data
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.figures import figures
from renderer.export.repack import repack
from renderer.export.sign import sign
from renderer.gltf.document import Document
from renderer.gltf.prune import prune
from tests.support.tiny_product import COPYRIGHT, SIZE_MM, checkered_png, tiny_product, with_texture


def attributes(document: Document, mesh: str) -> dict[str, int]:
    (primitive,) = next(entry["primitives"] for entry in document.json["meshes"] if entry["name"] == mesh)
    found: dict[str, int] = primitive["attributes"]
    return found


def test_zones_stay_at_home() -> None:
    document = tiny_product()
    document.json["nodes"][1]["extras"] = {"zone": {"id": 1}, "part": "A-17"}
    stripped = prune(drop_studio_data(document))
    assert "zone" not in str(stripped.json["nodes"])
    assert stripped.json["nodes"][1]["extras"] == {"part": "A-17"}
    assert len(stripped.visible_primitives()) == len(document.visible_primitives())


def test_a_zone_that_carries_a_decal_keeps_its_node() -> None:
    document = tiny_product()
    document.json["nodes"][-1]["mesh"] = 0
    assert drop_studio_data(document).json["nodes"][-1] == {
        key: value for key, value in document.json["nodes"][-1].items() if key != "extras"
    }


def test_uvs_and_tangents_go_where_nothing_reads_them() -> None:
    assert set(attributes(drop_unused_attributes(tiny_product()), "panel")) == {"POSITION", "NORMAL"}
    colored = drop_unused_attributes(with_texture("baseColorTexture", checkered_png()))
    assert set(attributes(colored, "panel")) == {"POSITION", "NORMAL", "TEXCOORD_0"}
    assert set(attributes(colored, "wheel")) == {"POSITION", "NORMAL"}
    bumpy = drop_unused_attributes(with_texture("normalTexture", checkered_png()))
    assert set(attributes(bumpy, "panel")) == {"POSITION", "NORMAL", "TEXCOORD_0", "TANGENT"}


def test_uvs_that_another_variant_reads_stay() -> None:
    document = with_texture("baseColorTexture", checkered_png())
    wheel = next(entry["primitives"][0] for entry in document.json["meshes"] if entry["name"] == "wheel")
    wheel["extensions"] = {"KHR_materials_variants": {"mappings": [{"material": 0, "variants": [0]}]}}
    assert "TEXCOORD_0" in attributes(drop_unused_attributes(document), "wheel")


def bumpy_without_tangents() -> Document:
    document = with_texture("normalTexture", checkered_png())
    for mesh in document.json["meshes"]:
        del mesh["primitives"][0]["attributes"]["TANGENT"]
    return document


def test_normal_maps_get_tangents_and_nothing_else_does() -> None:
    document = add_tangents(bumpy_without_tangents())
    tangent = document.accessor(attributes(document, "panel")["TANGENT"])
    truth = tiny_product()
    expected = truth.accessor(attributes(truth, "panel")["TANGENT"])
    assert np.allclose(tangent, expected, atol=0.05)
    assert "TANGENT" not in attributes(document, "wheel")


def test_a_mirrored_seam_is_split() -> None:
    document = bumpy_without_tangents()
    panel = attributes(document, "panel")
    uv = document.accessor(panel["TEXCOORD_0"]).copy()
    uv[:, 0] = np.abs(uv[:, 0] - uv[:, 0].mean())
    panel["TEXCOORD_0"] = document.add_accessor(uv, 34962)
    count = len(uv)
    split = attributes(add_tangents(document), "panel")
    result = add_tangents(document)
    assert len(result.accessor(split["POSITION"])) == count + 9
    assert set(np.unique(result.accessor(split["TANGENT"])[:, 3])) == {-1.0, 1.0}


def test_a_turned_texture_turns_its_tangents() -> None:
    document = bumpy_without_tangents()
    plain = add_tangents(document).accessor(attributes(add_tangents(document), "panel")["TANGENT"])
    document.json["materials"][0]["normalTexture"]["extensions"] = {"KHR_texture_transform": {"rotation": np.pi / 2}}
    turned = add_tangents(document).accessor(attributes(add_tangents(document), "panel")["TANGENT"])
    assert np.abs(np.sum(plain[:, :3] * turned[:, :3], axis=1)).max() < 0.05
    assert np.array_equal(plain[:, 3], turned[:, 3])


def test_interleaved_vertices_come_apart_and_keep_their_values() -> None:
    document = Document()
    rows = np.arange(30, dtype="<f4").reshape(6, 5)
    view = document.add_view(rows.tobytes(), stride=20)
    for offset, kind in ((0, "VEC3"), (12, "VEC2")):
        entry = {"bufferView": view, "byteOffset": offset, "componentType": 5126, "count": 3, "type": kind}
        document.items("accessors").append(entry)
    document.add_node({"mesh": document.add_mesh([{"attributes": {"POSITION": 0, "TEXCOORD_0": 1}}])})
    packed = prune(repack(document))
    assert np.array_equal(packed.accessor(0), rows[:3, :3])
    assert np.array_equal(packed.accessor(1), rows[:3, 3:])
    assert [
        (len(data), view["target"]) for data, view in zip(packed.views, packed.json["bufferViews"], strict=True)
    ] == [
        (36, 34962),
        (24, 34962),
    ]


def test_the_signature_keeps_copyright_and_extras() -> None:
    document = tiny_product()
    document.json["asset"]["extras"] = {"author": "A. Smith"}
    asset = sign(document, {"recipe": "12ab"}).json["asset"]
    assert asset["copyright"] == COPYRIGHT
    assert asset["extras"] == {"author": "A. Smith", "provenance": {"recipe": "12ab"}}


def test_figures_count_what_is_shown() -> None:
    counted = figures(tiny_product())
    assert counted == {"triangles": 998, "draw_calls": 9, "materials": 3, "textures": 0, "size_mm": list(SIZE_MM)}
    assert figures(Document())["size_mm"] == [0.0, 0.0, 0.0]
