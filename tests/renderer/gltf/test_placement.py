from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from renderer.errors import ModelError
from renderer.gltf.document import Document
from renderer.gltf.placement import check_tree, local_matrix, world_matrices
from tests.support.tiny_product import SIZE_MM, tiny_product

Triple = tuple[float, float, float]

TURN = st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda turn: sum(part * part for part in turn) > 0.1)
SHIFT = st.tuples(*[st.floats(-10, 10)] * 3)
SCALE = st.tuples(*[st.floats(0.1, 10)] * 3)


@given(SHIFT, TURN, SCALE)
def test_a_matrix_says_the_same_as_its_parts(shift: Triple, turn: tuple[float, ...], scale: Triple) -> None:
    matrix = local_matrix({"translation": shift, "rotation": turn, "scale": scale})
    expected = Rotation.from_quat(turn).as_matrix() @ np.diag(scale)
    assert np.allclose(matrix[:3, :3], expected)
    assert matrix[:3, 3].tolist() == list(shift)
    assert np.allclose(local_matrix({"matrix": matrix.T.reshape(-1).tolist()}), matrix)


def test_children_stand_in_their_parents() -> None:
    nodes: list[dict[str, Any]] = [
        {"translation": [0, 0, 1]},
        {"children": [0], "scale": [2, 2, 2]},
        {"children": [1], "translation": [5, 0, 0]},
    ]
    assert world_matrices(nodes)[0][:3, 3].tolist() == [5, 0, 2]


@pytest.mark.parametrize("children", [[[1], [0]], [[0]], [[2], [2], []], [[1], [2], [1]]])
def test_nodes_that_form_no_tree_are_refused(children: list[list[int]]) -> None:
    with pytest.raises(ModelError) as refusal:
        check_tree([{"children": numbers} for numbers in children])
    assert refusal.value.code == "NODE_LOOP"


def test_a_chain_of_ten_thousand_nodes_is_walked() -> None:
    nodes: list[dict[str, Any]] = [{"children": [number + 1], "translation": [0, 1, 0]} for number in range(9_999)]
    assert world_matrices([*nodes, {}])[-1][1, 3] == 9_999


def test_the_tiny_product_has_its_size_and_its_parts_in_order() -> None:
    document = tiny_product()
    placed = document.visible_primitives()
    names = [document.json["nodes"][primitive.node]["name"] for primitive in placed]
    parts = ["chassis", "panel", "windshield", "rack_small", "rack_large"]
    assert names == [*parts, "wheel_fl", "wheel_fr", "wheel_rl", "wheel_rr"]
    points = np.concatenate(
        [
            document.accessor(primitive.primitive["attributes"]["POSITION"]) @ primitive.world[:3, :3].T
            + primitive.world[:3, 3]
            for primitive in placed
        ]
    )
    assert np.allclose(np.ptp(points, axis=0) * 1000, SIZE_MM)
    assert abs(points[:, 1].min()) < 1e-6


def test_hidden_nodes_and_other_scenes_are_not_placed() -> None:
    document = tiny_product()
    panel = next(node for node in document.json["nodes"] if node["name"] == "panel")
    panel["extensions"] = {"KHR_node_visibility": {"visible": False}}
    assert len(document.visible_primitives()) == 8
    document.json["scenes"].append({})
    document.json["scene"] = 1
    assert document.visible_primitives() == []


def instanced(**attributes: list[list[float]]) -> Document:
    document = tiny_product()
    numbers = {name: document.add_accessor(np.array(values, np.float32)) for name, values in attributes.items()}
    mesh = document.json["nodes"][1]["mesh"]
    document.json["nodes"] = [{"mesh": mesh, "extensions": {"EXT_mesh_gpu_instancing": {"attributes": numbers}}}]
    document.json["scenes"] = [{"nodes": [0]}]
    return document


def test_instances_are_unfolded() -> None:
    document = instanced(TRANSLATION=[[0, 0, 0], [0, 0, 3]], SCALE=[[1, 1, 1], [2, 2, 2]])
    worlds = [primitive.world for primitive in document.visible_primitives()]
    assert [world[2, 3] for world in worlds] == [0, 3]
    assert [world[0, 0] for world in worlds] == [1, 2]


def test_uneven_instances_are_refused() -> None:
    with pytest.raises(ModelError, match="as many in each attribute"):
        instanced(TRANSLATION=[[0, 0, 0], [0, 0, 3]], SCALE=[[1, 1, 1]]).visible_primitives()
