import numpy as np
import pytest
from numpy.typing import NDArray

from renderer.export.draw_calls.merge_draw_calls import merge_draw_calls
from renderer.gltf.document import Document
from renderer.gltf.prune import prune
from tests.support.tiny_product import tiny_product


def surface(document: Document) -> dict[str, NDArray[np.float64]]:
    """Corners of all triangles in the world, sorted, and the way each triangle faces against its normals."""
    rows = []
    for placed in document.visible_primitives():
        attributes = placed.primitive["attributes"]
        corners = document.accessor(placed.primitive["indices"])[:, 0].astype(int).reshape(-1, 3)
        world = placed.world[:3, :3]
        points = (document.accessor(attributes["POSITION"]) @ world.T + placed.world[:3, 3])[corners]
        normals = (document.accessor(attributes["NORMAL"]) @ np.linalg.inv(world))[corners]
        tangents = document.accessor(attributes["TANGENT"]).astype(np.float64)[corners]
        across = np.cross(normals, tangents[..., :3] @ world.T) * tangents[..., 3:] * np.sign(np.linalg.det(world))
        rows.append(np.concatenate([points, _unit(normals), _unit(across)], axis=-1).reshape(-1, 9))
    table = np.concatenate(rows)
    order = np.lexsort(np.round(table, 4).T)
    return {"points": table[order, :3], "normals": table[order, 3:6], "across": table[order, 6:]}


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def merged(document: Document) -> Document:
    return prune(merge_draw_calls(document))


def test_the_opaque_parts_of_a_material_become_one() -> None:
    document = merged(tiny_product())
    names = sorted(document.json["nodes"][placed.node]["name"] for placed in document.visible_primitives())
    assert names == ["body", "wheel_fl", "wheel_fr", "wheel_rl", "wheel_rr", "windshield"]


@pytest.mark.parametrize(
    "transform",
    [
        {},
        {"translation": [0.1, 0.2, 0.3], "rotation": [0.0, 0.6, 0.0, 0.8]},
        {"scale": [1.0, 2.0, 0.5]},
        {"scale": [-1.0, 1.0, 1.0]},
    ],
)
def test_nothing_moves_and_nothing_turns(transform: dict[str, list[float]]) -> None:
    document = tiny_product()
    document.json["nodes"][1] |= transform
    before, after = surface(document), surface(merged(document))
    for name in before:
        assert np.allclose(before[name], after[name], atol=2e-4), name


def test_mirrored_parts_still_face_outward() -> None:
    document = tiny_product()
    document.json["nodes"][1]["scale"] = [-1.0, 1.0, 1.0]
    document = merged(document)
    for placed in document.visible_primitives():
        attributes = placed.primitive["attributes"]
        corners = document.accessor(placed.primitive["indices"])[:, 0].astype(int).reshape(-1, 3)
        points = document.accessor(attributes["POSITION"]).astype(np.float64)[corners]
        faces = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
        assert (np.sum(faces * document.accessor(attributes["NORMAL"])[corners[:, 0]], axis=1) > 0).all()


def names_after(document: Document) -> set[str]:
    return {node["name"] for node in merged(document).json["nodes"]}


def test_what_moves_blends_or_carries_data_stays_alone() -> None:
    document = tiny_product()
    times, turns = document.add_accessor(np.array([0.0, 1.0])), document.add_accessor(np.tile([0.0, 0, 0, 1], (2, 1)))
    channel = {"sampler": 0, "target": {"node": 4, "path": "rotation"}}
    document.json["animations"] = [{"channels": [channel], "samplers": [{"input": times, "output": turns}]}]
    document.json["nodes"][1]["extras"] = {"part": 7}
    kept = {"chassis", "rack_small"}
    assert {document.json["nodes"][number]["name"] for number in (1, 4)} == kept
    assert kept <= names_after(document)
    blended = tiny_product()
    blended.json["materials"][0]["alphaMode"] = "BLEND"
    assert "panel" in names_after(blended)


def test_several_scenes_are_left_alone() -> None:
    document = tiny_product()
    document.json["scenes"].append({"nodes": [0]})
    assert "panel" in names_after(document)


def test_groups_stay_within_sixteen_bits() -> None:
    document = tiny_product()
    points = np.random.default_rng(1).random((30_000, 3))
    for number in range(3):
        attributes = {"POSITION": document.add_accessor(points + number, 34962)}
        indices = document.add_accessor(np.arange(30_000), 34963)
        mesh = document.add_mesh([{"attributes": attributes, "indices": indices, "material": 1}])
        document.add_node({"name": f"cloud_{number}", "mesh": mesh})
    result = merged(document)
    counts = [result.accessor(p.primitive["attributes"]["POSITION"]).shape[0] for p in result.visible_primitives()]
    assert sorted(counts)[-2:] == [30_000, 60_000]
    types = {result.json["accessors"][p.primitive["indices"]]["componentType"] for p in result.visible_primitives()}
    assert types == {5123}
