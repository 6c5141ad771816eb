"""Environments are prefiltered once for a state of the code, and read by everyone after that."""

from pathlib import Path

import numpy as np
import pytest

from renderer.environment import environment as room
from renderer.environment import load_environment
from renderer.errors import ModelError
from tests.renderer.studio.studio_scene import hdr, plain


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "environments").iterdir())


def test_it_is_made_once_and_read_back_the_same(tmp_path: Path) -> None:
    data = hdr(plain(0.5))
    first = load_environment(data, tmp_path)
    (file,) = kept(tmp_path)
    made = file.stat().st_mtime_ns
    again = load_environment(data, tmp_path)
    assert (kept(tmp_path), file.stat().st_mtime_ns) == ([file], made)
    np.testing.assert_array_equal(first.rough, again.rough)


def test_the_same_light_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        load_environment(hdr(plain(0.25)), tmp_path / name)
    one, two = kept(tmp_path / "one")[0], kept(tmp_path / "two")[0]
    assert (one.name, one.read_bytes()) == (two.name, two.read_bytes())


def test_other_code_does_not_find_what_this_code_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = hdr(plain(0.5))
    load_environment(data, tmp_path)
    monkeypatch.setattr(room, "state_of", lambda _: "0" * 64)
    load_environment(data, tmp_path)
    assert len(kept(tmp_path)) == 2


def test_every_picture_of_even_light_is_even(tmp_path: Path) -> None:
    light = load_environment(hdr(plain(0.5)), tmp_path)
    for picture in (light.radiance, light.gather, light.rough, light.irradiance):
        np.testing.assert_allclose(picture, 0.5, rtol=1e-5)
    assert light.gather.shape == (64, 128, 3)


def test_a_large_environment_is_kept_at_the_size_that_products_reflect(tmp_path: Path) -> None:
    light = load_environment(hdr(plain(0.5, width=2 * room.MAX_HEIGHT + 64)), tmp_path)
    assert light.radiance.shape == (room.MAX_HEIGHT, 2 * room.MAX_HEIGHT, 3)


def test_what_is_no_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as refused:
        load_environment(b"not light", tmp_path)
    assert refused.value.code == "HDR_INVALID"
