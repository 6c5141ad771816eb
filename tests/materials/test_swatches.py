"""The swatches: whole, unique, honest about their colour, and physically possible."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from configurator.catalog.swatch import Swatch
from renderer.color import LUMINANCE, Array, delta_e_2000, hex_to_linear, linear_to_lab, srgb_to_linear

AT_LEAST = {"paint": 15, "vinyl": 8, "leather": 4, "fabric": 3, "metal": 8, "rubber": 2, "carbon": 2, "wood": 2}
AGREED = """
    paint.pine-green paint.school-gold paint.red paint.arctic-white paint.midnight-black paint.custom vinyl.custom
    vinyl.sandstone glass.clear glass.tinted metal.chrome metal.brushed-aluminium carbon.twill wood.burl-walnut
    rubber.tyre plastic.black-textured"""
SEE_THROUGH = "KHR_materials_transmission"


def numbers(value: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Every named number in a material, however deep."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from numbers(inner)
        elif isinstance(inner, (int, float)) and not isinstance(inner, bool):
            yield key, inner


@cache
def mean_color(file: Path) -> Array:
    """Mean linear colour (3,) of a picture."""
    with Image.open(file) as picture:
        return np.asarray(srgb_to_linear(np.asarray(picture, np.float64) / 255.0).mean(axis=(0, 1)), np.float64)


def test_codes_are_unique_and_begin_with_their_family(swatches: tuple[Swatch, ...]) -> None:
    assert not [code for code, count in Counter(s.code for s in swatches).items() if count > 1]
    assert all(re.fullmatch(rf"{s.family}\.[a-z0-9]+(-[a-z0-9]+)*", s.code) for s in swatches)


def test_names_are_unique_within_a_family_and_references_everywhere(swatches: tuple[Swatch, ...]) -> None:
    assert max(Counter((s.family, s.name) for s in swatches).values()) == 1
    assert max(Counter(s.supplier for s in swatches).values()) == 1


def test_there_is_enough_to_choose_from(swatches: tuple[Swatch, ...]) -> None:
    families = Counter(s.family for s in swatches)
    assert families.total() >= 48
    assert all(families[family] >= count for family, count in AT_LEAST.items())
    assert set(AGREED.split()) <= {s.code for s in swatches}


def test_lab_is_the_colour(swatches: tuple[Swatch, ...]) -> None:
    for s in swatches:
        lab = linear_to_lab(hex_to_linear(s.color))
        assert delta_e_2000(lab, s.lab) < 0.5, f"{s.code}: {s.color} is lab {np.round(lab, 1).tolist()}"


def test_no_surface_reflects_more_or_less_than_matter_does(swatches: tuple[Swatch, ...]) -> None:
    for s in swatches:
        if SEE_THROUGH not in s.material.get("extensions", {}):
            assert 0.009 <= hex_to_linear(s.color) @ LUMINANCE <= 0.9, s.code


def test_factors_are_within_gltf_ranges(swatches: tuple[Swatch, ...]) -> None:
    for s in swatches:
        for key, value in numbers(s.material):
            assert not key.endswith("Factor") or 0.0 <= value <= 1.0, f"{s.code}: {key}"
        assert "baseColorFactor" not in s.material["pbrMetallicRoughness"], f"{s.code}: comes from `color`"


def test_paint_lies_under_a_clear_coat_and_only_metallics_sparkle(swatches: tuple[Swatch, ...]) -> None:
    paints = [s for s in swatches if s.family == "paint"]
    assert all("KHR_materials_clearcoat" in s.material["extensions"] for s in paints)
    for s in paints:
        flaked = s.textures is not None and "normalTexture" in s.textures.files
        assert flaked == (s.material["pbrMetallicRoughness"]["metallicFactor"] > 0), s.code


def test_every_texture_is_used_and_every_used_one_exists(swatches: tuple[Swatch, ...], materials: Path) -> None:
    used = {file for s in swatches if s.textures for file in s.textures.files.values()}
    assert used == {path.name for path in (materials / "swatches" / "textures").iterdir()}


def test_textures_show_the_colour_that_the_swatch_states(swatches: tuple[Swatch, ...], materials: Path) -> None:
    seen = 0
    for s in swatches:
        if s.textures is None or "baseColorTexture" not in s.textures.files:
            continue
        mean = mean_color(materials / "swatches" / "textures" / s.textures.files["baseColorTexture"])
        if s.textures.tinted:
            assert 0.85 <= mean.min() <= mean.max() <= 1.0, f"{s.code}: a tint must hardly darken"
        else:
            assert delta_e_2000(linear_to_lab(mean), s.lab) < 1.0, s.code
        seen += 1
    assert seen >= 20


@pytest.mark.parametrize("family", ["vinyl", "leather", "fabric"])
def test_upholstery_has_grain_and_a_sheen_where_it_is_cloth(family: str, swatches: tuple[Swatch, ...]) -> None:
    for s in swatches:
        if s.family == family:
            assert s.textures is not None
            assert "normalTexture" in s.textures.files
            assert ("KHR_materials_sheen" in s.material.get("extensions", {})) == (family == "fabric")


def test_black_rubber_and_plastic_keep_their_form(swatches: tuple[Swatch, ...]) -> None:
    # In the shade of a product a third of the light arrives, and the tone mapper's toe swallows what is left of less.
    for code in ("rubber.tyre", "rubber.mat", "plastic.black-textured", "metal.powder-black"):
        swatch = next(each for each in swatches if each.code == code)
        assert 20.0 < swatch.lab[0] < 35.0


def test_clear_glass_takes_nothing_and_tinted_glass_is_seen(swatches: tuple[Swatch, ...]) -> None:
    glass = {each.code: hex_to_linear(each.color) for each in swatches if each.family == "glass"}
    assert (glass["glass.clear"] == 1.0).all()
    # A pane has two faces, each of which takes its share.
    assert (glass["glass.tinted"] ** 2 < 0.35).all()
