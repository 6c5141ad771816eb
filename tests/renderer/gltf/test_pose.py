"""What joints and morph targets move is drawn, measured and framed where it would be if it had been modelled there."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pxr import Usd, UsdGeom  # type: ignore[import-untyped]
from pygltflib import ARRAY_BUFFER  # type: ignore[import-untyped]

from renderer.errors import ModelError
from renderer.export.deliverable import light_document
from renderer.export.figures import bounds as measured
from renderer.export.usd.meshes import add_meshes
from renderer.framing import bounds as framed
from renderer.gltf.document import Document
from renderer.gltf.pose import posed
from renderer.studio.known_scenes import geometry_of
from renderer.studio.scene import Scene, read_scene, unit
from renderer.surface.nearby import nearby
from renderer.surface.zone import zones
from tests.renderer.studio.studio_scene import StudioScene, ball
from tests.support.tiny_product import tiny_product

Floats = NDArray[np.float64]

BOUND = np.array([[0.0, -1, 0, 0.5], [1, 0, 0, 0], [0, 0, 1, -0.25], [0, 0, 0, 1]])
"""Brings the ball to where its skin was bound."""


def ball_document() -> Document:
    scene = StudioScene(Path())
    scene.add(ball(subdivisions=2), "ball")
    primitive = primitive_of(scene.document)
    place = scene.document.accessor(primitive["attributes"]["POSITION"])
    primitive["attributes"]["TEXCOORD_0"] = scene.document.add_accessor(place[:, :2])
    tangents = np.tile(np.array([1, 0, 0, 1], np.float32), (len(place), 1))
    primitive["attributes"]["TANGENT"] = scene.document.add_accessor(tangents)
    return scene.document


def primitive_of(document: Document) -> Any:  # noqa: ANN401
    return document.json["meshes"][0]["primitives"][0]


def columns(matrix: Floats) -> list[float]:
    return [float(each) for each in matrix.T.reshape(-1)]


def skin(document: Document, joints: list[Floats], numbers: list[int], shares: list[float]) -> Document:
    """Hang all of the ball on joints at these places, by the same shares; its own node is far away."""
    count = document.json["accessors"][primitive_of(document)["attributes"]["POSITION"]]["count"]
    first = len(document.items("nodes"))
    for matrix in joints:
        document.add_node({"matrix": columns(matrix)})
    unbind = np.tile(np.array(columns(BOUND), np.float32), (len(joints), 1))
    joint_numbers = list(range(first, first + len(joints)))
    document.json["skins"] = [{"joints": joint_numbers, "inverseBindMatrices": document.add_accessor(unbind)}]
    document.json["nodes"][0] |= {"skin": 0, "translation": [100.0, 0.0, 0.0]}
    for set_number in range(len(numbers) // 4):
        part = slice(4 * set_number, 4 * set_number + 4)
        own: dict[str, NDArray[Any]] = {
            "JOINTS": np.tile(np.array(numbers[part], np.uint8), (count, 1)),
            "WEIGHTS": np.tile(np.array(shares[part], np.float32), (count, 1)),
        }
        for name, values in own.items():
            primitive_of(document)["attributes"][f"{name}_{set_number}"] = document.add_accessor(values, ARRAY_BUFFER)
    return document


def stood(matrix: Floats) -> Document:
    document = ball_document()
    document.json["nodes"][0]["matrix"] = columns(matrix)
    return document


def assert_alike(one: Scene, other: Scene) -> None:
    for name in ("positions", "normals", "faces"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=2e-5, err_msg=name)
    along = [unit(each.tangents[..., :3].astype(np.float64)) for each in (one, other)]
    np.testing.assert_allclose(along[0], along[1], atol=2e-5)
    np.testing.assert_array_equal(one.tangents[..., 3], other.tangents[..., 3])


ASIDE = np.array([[2.0, 0, 0, 0], [0, 0, -0.5, 5], [0, 1, 0, 0], [0, 0, 0, 1]])
RAISED = np.array([[1.0, 0, 0, 0], [0, 1, 0, 5], [0, 0, 1, 0], [0, 0, 0, 1]])


@pytest.mark.parametrize(
    ("numbers", "shares", "place"),
    [
        ([1, 0, 0, 0], [1.0, 0, 0, 0], ASIDE @ BOUND),
        ([0, 1, 0, 0], [1.5, 0.5, 0, 0], (0.75 * RAISED + 0.25 * ASIDE) @ BOUND),
        ([0, 0, 0, 0, 0, 1, 0, 0], [0.25, 0, 0, 0, 0, 0.75, 0, 0], (0.25 * RAISED + 0.75 * ASIDE) @ BOUND),
        ([0, 255, 0, 0], [0.0, 0, 0, 0], RAISED @ BOUND),
    ],
    ids=["one joint", "two joints, shares of any sum", "five and more joints", "no share at all"],
)
def test_a_skin_stands_where_its_joints_put_it(numbers: list[int], shares: list[float], place: Floats) -> None:
    skinned, modelled = skin(ball_document(), [RAISED, ASIDE], numbers, shares), stood(place)
    assert_alike(read_scene(skinned), read_scene(modelled))
    for box in (framed, measured):
        np.testing.assert_allclose(box(skinned), box(modelled), atol=1e-5)


def test_a_skin_without_matrices_was_bound_where_it_is_modelled() -> None:
    skinned = skin(ball_document(), [RAISED], [0] * 4, [1.0, 0, 0, 0])
    del skinned.json["skins"][0]["inverseBindMatrices"]
    assert_alike(read_scene(skinned), read_scene(stood(RAISED)))


def morph(document: Document, weights: list[float], *, of_node: bool = False) -> Document:
    """Targets that move all by (1, 0, 0), and turn ball and tangents a quarter."""
    attributes = primitive_of(document)["attributes"]
    base = {name: document.accessor(attributes[name])[:, :3] for name in ("POSITION", "NORMAL", "TANGENT")}
    turn = np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]], np.float32)
    targets = [
        {"POSITION": np.tile(np.array([1, 0, 0], np.float32), (len(base["POSITION"]), 1))},
        {name: values @ turn.T - values for name, values in base.items()},
    ]
    primitive_of(document)["targets"] = [
        {name: document.add_accessor(values) for name, values in target.items()} for target in targets
    ]
    document.json["meshes"][0]["weights"] = [0.0, 0.0] if of_node else weights
    if of_node:
        document.json["nodes"][0]["weights"] = weights
    return document


@pytest.mark.parametrize("of_node", [False, True])
def test_morph_targets_move_it_by_their_weights(*, of_node: bool) -> None:
    turned = np.array([[0.0, -1, 0, 0.25], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    morphed = morph(ball_document(), [0.25, 1.0], of_node=of_node)
    assert_alike(read_scene(morphed), read_scene(stood(turned)))
    np.testing.assert_allclose(measured(morphed), measured(stood(turned)), atol=1e-5)


def test_a_skin_takes_along_what_has_been_morphed() -> None:
    both = skin(morph(ball_document(), [1.0, 0.0]), [RAISED], [0] * 4, [1.0, 0, 0, 0])
    aside = np.eye(4)
    aside[0, 3] = 1.0
    assert_alike(read_scene(both), read_scene(stood(RAISED @ BOUND @ aside)))


def test_as_usd_it_stands_as_it_is_posed() -> None:
    document = skin(morph(ball_document(), [1.0, 0.0]), [ASIDE], [0] * 4, [1.0, 0, 0, 0])
    del primitive_of(document)["material"]
    stage = Usd.Stage.CreateInMemory()
    add_meshes(stage, document, [])
    (points,) = (UsdGeom.Mesh(each).GetPointsAttr().Get() for each in stage.Traverse() if each.IsA(UsdGeom.Mesh))
    np.testing.assert_allclose([np.min(points, axis=0), np.max(points, axis=0)], measured(document), atol=1e-5)


def test_two_poses_are_two_bakes() -> None:
    skinned = [skin(ball_document(), [joint], [0] * 4, [1.0, 0, 0, 0]) for joint in (RAISED, ASIDE)]
    unbound = skinned[0].copy()
    del unbound.json["skins"][0]["inverseBindMatrices"]
    morphed = [morph(ball_document(), [weight, 0.0], of_node=own) for weight in (0.5, 1.0) for own in (False, True)]
    named = [geometry_of(each) for each in (ball_document(), *skinned, unbound, *morphed)]
    assert len(set(named)) == len(named) - 2  # of mesh or node, a weight says the same


def test_a_zone_lies_on_the_surface_as_it_is_posed() -> None:
    document = tiny_product()
    (zone,) = zones(document)
    before = nearby(document, zone)
    host = before.placed[0]
    shift = np.zeros_like(document.accessor(host.primitive["attributes"]["POSITION"])) + np.array(
        [0, 0, 0.001], np.float32
    )
    host.primitive["targets"] = [{"POSITION": document.add_accessor(shift)}]
    document.json["nodes"][host.node]["weights"] = [1.0]
    after = nearby(document, zone)
    np.testing.assert_allclose(after.points, before.points + np.array([0, 0, 0.001]), atol=1e-6)


def test_the_file_that_goes_out_has_skin_and_targets_as_they_came() -> None:
    document = skin(morph(ball_document(), [0.5, 0.0]), [RAISED, ASIDE], [0, 1, 0, 0], [0.5, 0.5, 0, 0])
    out = light_document(document)
    assert {"skin", "mesh"} <= next(node for node in out.json["nodes"] if "skin" in node).keys()
    assert out.json["meshes"][0]["weights"] == [0.5, 0.0]
    for holder, kept in [
        (primitive_of(document)["attributes"], primitive_of(out)["attributes"]),
        *zip(primitive_of(document)["targets"], primitive_of(out)["targets"], strict=True),
    ]:
        for name in kept:
            np.testing.assert_array_equal(document.accessor(holder[name]), out.accessor(kept[name]))
    np.testing.assert_allclose(measured(out), measured(document), atol=1e-6)


def broken(what: str) -> Document:
    document = skin(morph(ball_document(), [1.0, 0.0]), [RAISED], [0] * 4, [1.0, 0, 0, 0])
    attributes, words = primitive_of(document)["attributes"], document.json["skins"][0]
    few = document.add_accessor(np.zeros((3, 4), np.uint8))
    match what:
        case "joint":
            count = document.json["accessors"][attributes["JOINTS_0"]]["count"]
            attributes["JOINTS_0"] = document.add_accessor(np.full((count, 4), 7, np.uint8))
        case "joints":
            words["joints"] = []
        case "matrices":
            words["joints"] = [*words["joints"], *words["joints"]]
        case "vectors":
            words["inverseBindMatrices"] = attributes["TANGENT"]
        case "few":
            attributes["JOINTS_0"] = few
        case "floats":
            attributes["JOINTS_0"] = attributes["WEIGHTS_0"]
        case "weights":
            del attributes["WEIGHTS_0"]
        case "target":
            primitive_of(document)["targets"][0]["POSITION"] = few
    return document


@pytest.mark.parametrize("what", ["joint", "joints", "matrices", "vectors", "few", "floats", "weights", "target"])
def test_a_broken_pose_is_refused(what: str) -> None:
    document = Document.from_glb(broken(what).to_glb())
    with pytest.raises(ModelError) as refusal:
        [posed(document, placed, "POSITION") for placed in document.visible_primitives()]
    assert refusal.value.code == ("MORPH_INVALID" if what == "target" else "SKIN_INVALID")
