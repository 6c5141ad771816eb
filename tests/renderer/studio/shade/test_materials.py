"""glTF materials read as numbers."""

import numpy as np
import pytest

from renderer.gltf.uv_matrix import uv_matrix
from renderer.studio.shade.materials import COLUMNS, INPUTS, SPREADS, WIDTH, read_material


def test_an_empty_material_has_the_defaults_of_gltf() -> None:
    material = read_material({})
    factors = {entry.name: material.factors[COLUMNS[entry.name] :][: entry.width].tolist() for entry in INPUTS}
    assert factors["base_color"] == [1, 1, 1, 1]
    assert factors["metallic"] == factors["roughness"] == factors["specular"] == [1]
    assert factors["coat"] == factors["transmission"] == [0]
    assert (material.alpha_mode, material.alpha_cutoff, material.ior) == ("OPAQUE", 0.5, 1.5)
    assert material.attenuation_distance == np.inf


def test_every_column_belongs_to_one_input() -> None:
    taken = [COLUMNS[entry.name] + at for entry in INPUTS for at in range(entry.width)] + list(SPREADS.values())
    assert sorted(taken) == list(range(WIDTH))


def test_emissive_strength_multiplies() -> None:
    material = read_material(
        {
            "emissiveFactor": [0.5, 0.25, 0],
            "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": 4}},
        }
    )
    assert material.factors[COLUMNS["emissive"] :][:3].tolist() == [2, 1, 0]


def test_a_transform_may_name_another_uv_set() -> None:
    transform = {"texCoord": 1, "rotation": 0.5}
    info = {"index": 3, "texCoord": 0, "scale": 0.7, "extensions": {"KHR_texture_transform": transform}}
    use = read_material({"normalTexture": info}).textures["normal"]
    assert (use.texture, use.uv_set, use.rotation, use.scale) == (3, 1, 0.5, 0.7)


def test_metallic_and_roughness_share_a_texture() -> None:
    material = read_material({"pbrMetallicRoughness": {"metallicRoughnessTexture": {"index": 2}}})
    assert {name: use.texture for name, use in material.textures.items()} == {"metallic": 2, "roughness": 2}


def test_transforms_scale_then_turn_then_move() -> None:
    matrix = uv_matrix({"offset": [0.1, 0.2], "rotation": np.pi / 2, "scale": [2, 3]})
    # KHR_texture_transform's own matrices, for column vectors.
    turned = np.array([[0, 1], [-1, 0]]) @ np.diag([2, 3]) @ np.array([1, 1]) + [0.1, 0.2]
    assert matrix @ [1, 1, 1] == pytest.approx(turned)
