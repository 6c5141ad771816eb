from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pygltflib import CLAMP_TO_EDGE  # type: ignore[import-untyped]

from renderer.artwork.drawing import svg_document
from renderer.assemble.assemble import assemble
from renderer.assemble.dress import Dressed
from renderer.assemble.place_decals import place_decals
from renderer.errors import ArtworkError, BlobMissing, LiveryError, RecipeError, ZoneError
from renderer.export.khronos import validate_glb
from renderer.gltf.document import Document
from renderer.recipe import DecalRecipe
from renderer.store import MemoryStore
from renderer.surface.decal_mesh import LAYER_MM
from tests.support.tiny_product import tiny_product, tiny_recipe

WIDTH_MM, HEIGHT_MM = 200.0, 80.0
QUARTERS = svg_document(
    WIDTH_MM,
    HEIGHT_MM,
    b'<path d="M0 0H100V40H0Z" fill="#ff0000"/><path d="M100 40H200V80H100Z" fill="#0000ff"/>',
)
PANEL_RADIUS = (0.8**2 / 4 + 0.03**2) / (2 * 0.03)
PANEL_AXIS_X = 0.201 + 0.03 - PANEL_RADIUS


def recipe(store: MemoryStore, **changes: object) -> DecalRecipe:
    fields = {"zone": "panel", "artwork": store.put(QUARTERS), "width_mm": WIDTH_MM, "height_mm": HEIGHT_MM}
    return DecalRecipe.model_validate(fields | changes)


def placed(*changes: dict[str, object]) -> Document:
    store = MemoryStore()
    return place_decals(Dressed(tiny_product()), tuple(recipe(store, **change) for change in changes or ({},)), store)


def attribute(document: Document, name: str, mesh: str = "decal:panel:0") -> NDArray[np.float64]:
    entry = next(each for each in document.items("meshes") if each["name"] == mesh)
    return document.accessor(entry["primitives"][0]["attributes"][name]).astype(np.float64)


def test_without_decals_nothing_changes() -> None:
    assert place_decals(Dressed(tiny_product()), (), MemoryStore()).to_glb() == tiny_product().to_glb()


def test_the_decal_lies_just_above_the_panel() -> None:
    points = attribute(placed(), "POSITION")
    outward = np.hypot(points[:, 0] - PANEL_AXIS_X, points[:, 2]) - PANEL_RADIUS
    diagonal = np.hypot(WIDTH_MM, HEIGHT_MM)
    assert 1000 * outward.max() == pytest.approx(diagonal / 1000, abs=0.01)
    assert 1000 * outward.min() > 0.1


def test_its_millimetres_are_those_of_the_surface() -> None:
    document = placed()
    points, uv = attribute(document, "POSITION"), attribute(document, "TEXCOORD_0")
    arc = PANEL_RADIUS * np.arctan2(-points[:, 2], points[:, 0] - PANEL_AXIS_X)
    assert 1000 * arc == pytest.approx((uv[:, 0] - 0.5) * WIDTH_MM, abs=0.2)
    assert 1000 * (points[:, 1] - 0.225) == pytest.approx((0.5 - uv[:, 1]) * HEIGHT_MM, abs=0.05)
    assert uv.min(axis=0) == pytest.approx([0, 0])
    assert uv.max(axis=0) == pytest.approx([1, 1])


def test_normals_point_out_and_tangents_along_u() -> None:
    document = placed()
    normal, tangent = attribute(document, "NORMAL"), attribute(document, "TANGENT")
    assert np.linalg.norm(normal, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(tangent[:, :3], axis=1) == pytest.approx(1, abs=1e-5)
    assert np.einsum("ij,ij->i", normal, tangent[:, :3]) == pytest.approx(0, abs=1e-5)
    assert (normal[:, 0] > 0.9).all()
    assert (tangent[:, 2] < -0.9).all()
    assert (tangent[:, 3] == 1).all()


def test_the_artwork_is_the_right_way_round() -> None:
    document = placed()
    info = document.items("materials")[-1]["pbrMetallicRoughness"]["baseColorTexture"]
    with Image.open(BytesIO(document.image_bytes(document.texture_image(info["index"])))) as image:
        width, height = image.size
        assert image.getpixel((width // 4, height // 4)) == (255, 0, 0, 255)
        assert image.getpixel((3 * width // 4, 3 * height // 4)) == (0, 0, 255, 255)
        corner = image.getpixel((3 * width // 4, height // 4))
        assert isinstance(corner, tuple)
        assert corner[3] == 0


def test_it_is_blended_and_clamped_and_says_what_it_is() -> None:
    document = placed({"center_mm": (5, -3), "finish": "vinyl"})
    node, material = document.items("nodes")[-1], document.items("materials")[-1]
    assert node["name"] == "decal:panel:0"
    words = dict(node["extras"]["decal"])
    assert [ink["color"] for ink in words.pop("inks")] == ["#ff0000", "#0000ff"]
    assert words == {
        "zone": "panel",
        "width_mm": WIDTH_MM,
        "height_mm": HEIGHT_MM,
        "center_mm": [5.0, -3.0],
        "finish": "vinyl",
        "layer": 0,
    }
    assert material["alphaMode"] == "BLEND"
    assert {sampler["wrapS"] for sampler in document.items("samplers")} == {CLAMP_TO_EDGE}


def test_it_stands_beside_its_panel_wherever_that_stands() -> None:
    store, document = MemoryStore(), tiny_product()
    panel = next(node for node in document.items("nodes") if node.get("name") == "panel")
    panel |= {"translation": [0.5, 0.1, -0.2], "rotation": [0.0, 0.6, 0.0, 0.8], "scale": [2.0, 2.0, 2.0]}
    moved = place_decals(Dressed(document), (recipe(store, width_mm=400, height_mm=160),), store)
    node = moved.items("nodes")[-1]
    assert {key: node[key] for key in ("translation", "rotation", "scale")} == {
        key: panel[key] for key in ("translation", "rotation", "scale")
    }
    outward = attribute(moved, "POSITION")
    here = attribute(placed(), "POSITION")
    assert np.ptp(outward, axis=0) == pytest.approx(np.ptp(here, axis=0), abs=1e-3)


def test_layers_lie_one_above_the_other() -> None:
    """A small one above a large one, too, which alone would lie lower."""
    document = placed({}, {"layer": 1, "width_mm": 40.0, "height_mm": 16.0}, {"layer": 2})
    heights = [attribute(document, "POSITION", f"decal:panel:{layer}")[:, 0].max() for layer in range(3)]
    assert 1000 * np.diff(heights) == pytest.approx(LAYER_MM, abs=0.01)


def test_the_same_recipe_gives_the_same_bytes() -> None:
    assert placed().digest() == placed().digest()


def test_khronos_finds_nothing_to_say() -> None:
    store = MemoryStore()
    document = assemble(tiny_recipe(store, decals=(recipe(store, finish="vinyl"),)), store)
    assert validate_glb(document.to_glb()).of("error", "warning") == []


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        ({"zone": "door"}, RecipeError, "ZONE_UNKNOWN"),
        ({"finish": "tattooed"}, RecipeError, "FINISH_UNKNOWN"),
        ({"center_mm": (250, 0)}, ZoneError, "ZONE_OFF_SURFACE"),
        ({"artwork": "0" * 64}, BlobMissing, "BLOB_MISSING"),
        ({"artwork": MemoryStore().put(b"<svg")}, BlobMissing, "BLOB_MISSING"),
    ],
)
def test_what_cannot_be_placed_is_refused(change: dict[str, object], kind: type[LiveryError], code: str) -> None:
    with pytest.raises(kind) as caught:
        placed(change)
    assert caught.value.code == code


def test_two_on_one_layer_and_a_broken_drawing_are_refused() -> None:
    with pytest.raises(RecipeError, match="one layer"):
        placed({}, {})
    store = MemoryStore()
    with pytest.raises(ArtworkError, match="no valid SVG"):
        place_decals(Dressed(tiny_product()), (recipe(store, artwork=store.put(b"<svg")),), store)
