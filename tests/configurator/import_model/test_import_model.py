"""Anyone's model becomes a product that can be chosen from, priced and drawn, and looks as it did."""

from pathlib import Path

import numpy as np
import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import CatalogInvalid
from configurator.import_model import Imported, import_model
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from renderer.assemble.assemble import assemble
from renderer.errors import InputError, ModelError
from renderer.framing import bounds
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from tests.support.tiny_product import SIZE_MM, tiny_product

ROOT = Path(__file__).resolve().parents[3]
PAINTED = {"body": "paint.school-gold"}


@pytest.fixture(scope="module")
def library() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The tiny product, off the origin, with a material's name given twice and one part that has no material."""
    document = tiny_product()
    for node in document.json["scenes"][0]["nodes"]:
        document.json["nodes"][node]["translation"] = [3.0, 1.0, 0.0]
    document.json["materials"].append({"name": "body", "pbrMetallicRoughness": {"metallicFactor": 0.0}})
    document.json["meshes"][0]["primitives"][0]["material"] = len(document.json["materials"]) - 1
    del document.json["meshes"][1]["primitives"][0]["material"]
    file = tmp_path / "anyones.glb"
    file.write_bytes(document.to_glb())
    return file


@pytest.fixture
def made(model: Path, tmp_path: Path, library: Catalog) -> Imported:
    return import_model(model, tmp_path / "models" / "my_cart", library)


def test_it_is_a_product_in_metres_on_the_ground(made: Imported) -> None:
    assert (made.product.id, made.product.name) == ("my_cart", "My cart")
    low, high = bounds(Document.load(made.folder / "base.glb"))
    assert low[1] == pytest.approx(0, abs=1e-6)
    assert ((low + high) / 2)[[0, 2]] == pytest.approx((0, 0), abs=1e-6)
    assert made.product.size_mm == pytest.approx((high - low) * 1000, abs=0.1)
    assert made.product.size_mm == pytest.approx(SIZE_MM, rel=0.2)


def test_each_material_is_a_slot_to_choose_for_but_glass_stays_glass(made: Imported) -> None:
    names = [material["name"] for material in Document.load(made.folder / "base.glb").json["materials"]]
    assert len(names) == len(set(names))
    assert {"body", "body 2", "bare"} <= set(names)
    assert {"body", "body_2"} < {feature.code for feature in made.product.features}
    assert "glass" not in {feature.code for feature in made.product.features}


def test_it_is_chosen_from_like_any_product_and_looks_as_modelled_until_then(made: Imported, library: Catalog) -> None:
    catalog, store = Catalog.load(made.folder.parent, library.materials), MemoryStore()
    colors = []
    for selections in ({}, PAINTED):
        wanted = resolve(Configuration(product="my_cart", selections=selections), catalog)
        assembled = assemble(scene_recipe(wanted, store), store, made.folder)
        (body,) = [each for each in assembled.json["materials"] if each["name"] == "body"]
        colors.append(body["pbrMetallicRoughness"]["baseColorFactor"][:3])
        assert [shot.name for shot in shots(wanted, store)][:2] == ["hero", "front"]
    assert colors[0] == [0.05, 0.2, 0.1]
    assert np.abs(np.subtract(*colors)).max() > 0.05


def test_a_model_in_millimetres_is_scaled(library: Catalog, tmp_path: Path) -> None:
    document = tiny_product()
    root = document.add_node({"name": "in millimetres", "scale": [1000.0] * 3})
    document.json["nodes"][root]["children"] = [node for node in document.json["scenes"][0]["nodes"] if node != root]
    document.json["scenes"][0]["nodes"] = [root]
    file = tmp_path / "large.glb"
    file.write_bytes(document.to_glb())
    as_it_is = import_model(file, tmp_path / "models" / "large", library)
    scaled = import_model(file, tmp_path / "models" / "scaled", library, scale=0.001)
    assert any("--scale" in remark for remark in as_it_is.remarks)
    assert not any("--scale" in remark for remark in scaled.remarks)
    assert scaled.product.size_mm == pytest.approx(np.array(as_it_is.product.size_mm) / 1000, abs=0.1)


def test_what_hangs_on_a_wall_has_its_back_there(model: Path, library: Catalog, tmp_path: Path) -> None:
    hung = import_model(model, tmp_path / "models" / "picture", library, placement="wall")
    assert bounds(Document.load(hung.folder / "base.glb"))[0][2] == pytest.approx(0, abs=1e-6)
    assert "rear" not in [shot.name for shot in hung.product.shots]


def test_nothing_is_written_over_and_nothing_is_left_of_what_fails(
    made: Imported, model: Path, library: Catalog, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as taken:
        import_model(model, made.folder, library)
    assert taken.value.code == "FOLDER_TAKEN"
    with pytest.raises(CatalogInvalid):
        import_model(model, tmp_path / "models" / "No Code!", library)
    broken = tmp_path / "broken.glb"
    broken.write_bytes(b"glTF nonsense")
    with pytest.raises(ModelError):
        import_model(broken, tmp_path / "models" / "broken", library)
    assert [folder.name for folder in (tmp_path / "models").iterdir()] == ["my_cart"]


def test_a_model_without_scenes_is_taken_with_all_it_has(model: Path, tmp_path: Path, library: Catalog) -> None:
    document = Document.load(model)
    whole = import_model(model, tmp_path / "models" / "whole", library).product
    del document.json["scenes"], document.json["scene"]
    loose = tmp_path / "loose.glb"
    loose.write_bytes(document.to_glb())
    assert import_model(loose, tmp_path / "models" / "loose", library).product.size_mm == whole.size_mm


def test_a_model_that_shows_nothing_is_refused(tmp_path: Path, library: Catalog) -> None:
    file = tmp_path / "empty.glb"
    file.write_bytes(Document().to_glb())
    with pytest.raises(ModelError) as refused:
        import_model(file, tmp_path / "models" / "nothing", library)
    assert refused.value.code == "MODEL_EMPTY"
    assert not (tmp_path / "models" / "nothing").exists()
