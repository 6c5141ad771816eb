"""Presets that are shipped, and those that are not understood."""

from pathlib import Path

import pytest

from configurator.errors import CatalogInvalid
from livery.api.errors import RequestRefused
from livery.api.presets import Preset, preset_named, read_presets
from workers.settings import settings


def test_those_shipped_are_read_and_none_are_needed(tmp_path: Path) -> None:
    presets = read_presets(settings().materials)
    assert presets["card"] == Preset(size=640, background="#ffffff")
    assert read_presets(tmp_path) == {}
    assert preset_named(None, presets).size == 1024
    with pytest.raises(RequestRefused, match="thumbnail, card"):
        preset_named("cards", presets)


def test_a_preset_of_no_size_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "presets.toml").write_text("[presets.card]\nsize = 1000\n")
    with pytest.raises(CatalogInvalid, match=r"presets\.card\.size"):
        read_presets(tmp_path)
