import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.export.blend_glass import blend_glass
from renderer.gltf.container import Json
from renderer.gltf.document import Document

UNIT = st.floats(0.0, 1.0)


def glass(color: tuple[float, ...] = (0.9, 0.9, 0.9), through: float = 1.0, **more: object) -> Json:
    return {
        "pbrMetallicRoughness": {"baseColorFactor": [*color, 1.0], "roughnessFactor": 0.0, "metallicFactor": 0.0},
        "extensions": {
            "KHR_materials_transmission": {"transmissionFactor": through},
            "KHR_materials_ior": {"ior": 1.5},
        },
        **more,
    }


def blended(material: Json) -> Json:
    document = Document()
    document.add_material(material)
    result: Json = blend_glass(document).json["materials"][0]
    return result


@given(st.tuples(UNIT, UNIT, UNIT), st.floats(0.01, 1.0))
def test_it_shows_a_mid_grey_like_the_glass_does_where_alpha_can(color: tuple[float, ...], through: float) -> None:
    factor = np.array(blended(glass(color, through))["pbrMetallicRoughness"]["baseColorFactor"])
    own, alpha = factor[:3], factor[3]
    seen = (1 - alpha) * 0.5 + alpha * own
    expected = through * np.array(color) * 0.5 + (1 - through) * np.array(color)
    possible = np.clip(expected, (1 - alpha) * 0.5, (1 - alpha) * 0.5 + alpha)
    assert np.allclose(seen, possible, atol=1e-5)


def test_clear_glass_is_nearly_invisible_and_dark_glass_is_not() -> None:
    alphas = [blended(glass((c, c, c)))["pbrMetallicRoughness"]["baseColorFactor"][3] for c in (0.95, 0.3)]
    assert alphas == pytest.approx([0.05, 0.7])
    assert blended(glass())["extensions"] == {"KHR_materials_ior": {"ior": 1.5}}


@pytest.mark.parametrize(
    "material",
    [
        glass(through=0.0),
        glass(alphaMode="MASK"),
        glass(pbrMetallicRoughness={"roughnessFactor": 0.6}),
        glass(extensions={"KHR_materials_transmission": {"transmissionFactor": 1.0}, "KHR_materials_volume": {}}),
        {"name": "paint"},
    ],
)
def test_what_alpha_cannot_show_is_left(material: Json) -> None:
    assert blended(material) == material
