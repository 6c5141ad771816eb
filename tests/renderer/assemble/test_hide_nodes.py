import pytest

from renderer.assemble.hide_nodes import hide_nodes
from renderer.errors import RecipeError
from renderer.gltf.document import Document
from tests.support.tiny_product import tiny_product


def shown(document: Document) -> set[str]:
    return {document.json["nodes"][placed.node]["name"] for placed in document.visible_primitives()}


def test_hidden_nodes_leave_with_their_children() -> None:
    document = tiny_product()
    assert shown(document) - shown(hide_nodes(document, ["rack_large"])) == {"rack_large"}
    assert shown(hide_nodes(document, ["tiny_product"])) == set()
    assert shown(hide_nodes(document, [])) == shown(document)


def test_every_node_of_a_name_is_hidden() -> None:
    document = tiny_product()
    for node in document.json["nodes"]:
        node["name"] = node["name"].replace("wheel_fl", "wheel").replace("wheel_rr", "wheel")
    assert len(hide_nodes(document, ["wheel"]).visible_primitives()) == len(document.visible_primitives()) - 2


def test_the_document_handed_in_keeps_its_nodes() -> None:
    document = tiny_product()
    before = document.digest()
    hide_nodes(document, ["panel"])
    assert document.digest() == before


def test_an_unknown_node_is_named_with_those_there_are() -> None:
    with pytest.raises(RecipeError, match=r"no node spoiler.*rack_large, rack_small") as refusal:
        hide_nodes(tiny_product(), ["panel", "spoiler"])
    assert refusal.value.code == "NODE_UNKNOWN"
    assert refusal.value.details["unknown"] == ["spoiler"]
