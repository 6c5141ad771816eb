import pytest

from configurator.resolve import ResolvedConfiguration
from configurator.slot_material import slot_material
from renderer.color import hex_to_linear
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose

REPEATS = {"KHR_texture_transform": {"scale": [20.0, 20.0]}}


@pytest.fixture
def resolved(choose: Choose) -> ResolvedConfiguration:
    return choose()


def test_colour_is_linear_and_extensions_stay(resolved: ResolvedConfiguration) -> None:
    body = slot_material(resolved.slots["body"], resolved, MemoryStore())
    shading = body.material["pbrMetallicRoughness"]
    assert shading["baseColorFactor"] == pytest.approx([*hex_to_linear("#1d5440"), 1.0], abs=1e-6)
    assert shading["roughnessFactor"] == 0.45
    assert body.material["extensions"]["KHR_materials_clearcoat"]["clearcoatFactor"] == 1.0


def test_textures_repeat_so_that_a_tile_has_its_size(resolved: ResolvedConfiguration) -> None:
    store = MemoryStore()
    material = slot_material(resolved.slots["tyre"], resolved, store).material
    base, normal = material["pbrMetallicRoughness"]["baseColorTexture"], material["normalTexture"]
    assert store.has(base["blob"])
    assert base["extensions"] == normal["extensions"] == REPEATS
    assert (normal["scale"], "scale" in base) == (0.5, False)


def test_a_texture_that_carries_the_colour_is_not_multiplied(resolved: ResolvedConfiguration) -> None:
    swatch = resolved.slots["tyre"]
    assert swatch.textures is not None
    painted = swatch.model_copy(update={"textures": swatch.textures.model_copy(update={"tinted": False})})
    tinted = slot_material(swatch, resolved, MemoryStore()).material["pbrMetallicRoughness"]
    carried = slot_material(painted, resolved, MemoryStore()).material["pbrMetallicRoughness"]
    assert "baseColorFactor" in tinted
    assert "baseColorFactor" not in carried


def test_textures_of_extensions_stand_in_their_extension(resolved: ResolvedConfiguration) -> None:
    swatch = resolved.slots["tyre"]
    assert swatch.textures is not None
    textures = type(swatch.textures).model_validate({"tile_mm": 100, "clearcoatNormalTexture": "checker.png"})
    lacquered = swatch.model_copy(update={"textures": textures})
    material = slot_material(lacquered, resolved, MemoryStore()).material
    assert "blob" in material["extensions"]["KHR_materials_clearcoat"]["clearcoatNormalTexture"]


def test_the_swatch_is_left_as_it_was(resolved: ResolvedConfiguration) -> None:
    before = resolved.slots["body"].model_dump_json()
    slot_material(resolved.slots["body"], resolved, MemoryStore())
    assert resolved.slots["body"].model_dump_json() == before
