"""The texture files: tileable, fit for a GPU, small, and what the scripts draw."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from materials.author.textures.brushed_metal import brushed_metal
from materials.author.textures.moulded import moulded_plastic, powder_coat
from materials.author.textures.paint import paint_peel

TEXTURE_FILES = sorted((Path(__file__).resolve().parents[2] / "materials" / "swatches" / "textures").glob("*.*"))


def pixels(file: Path | BytesIO) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"), np.float64)


@pytest.mark.parametrize("file", TEXTURE_FILES, ids=lambda file: file.stem)
def test_tile_is_square_and_a_power_of_two(file: Path) -> None:
    with Image.open(file) as picture:
        assert picture.width == picture.height
        assert picture.width in (256, 512, 1024)


@pytest.mark.parametrize("file", TEXTURE_FILES, ids=lambda file: file.stem)
def test_edges_meet_as_closely_as_any_two_rows_inside(file: Path) -> None:
    tile = pixels(file)
    for axis in (0, 1):
        steps = np.abs(tile - np.roll(tile, 1, axis=axis)).mean(axis=(1 - axis, 2))
        assert steps[0] <= 1.1 * steps[1:].max()


@pytest.mark.parametrize("file", [f for f in TEXTURE_FILES if f.stem.endswith("_normal")], ids=lambda file: file.stem)
def test_normals_are_unit_and_level_on_the_whole(file: Path) -> None:
    normals = pixels(file) / 127.5 - 1.0
    assert np.abs(np.linalg.norm(normals, axis=-1) - 1.0).mean() < 0.03
    assert np.abs(normals[..., :2].mean(axis=(0, 1))).max() < 0.02
    assert normals[..., 2].mean() > 0.85


def test_all_textures_together_stay_small() -> None:
    assert sum(file.stat().st_size for file in TEXTURE_FILES) < 8 * 2**20


@pytest.mark.parametrize("draw", [paint_peel, powder_coat, brushed_metal, moulded_plastic], ids=lambda f: f.__name__)
def test_the_script_draws_the_file(draw: Callable[[], dict[str, bytes]], materials: Path) -> None:
    drawn = draw()
    assert drawn == draw()
    for name, data in drawn.items():
        stands = pixels(materials / "swatches" / "textures" / name)
        assert np.abs(pixels(BytesIO(data)) - stands).max() <= 2.0, "run `python -m materials.author textures`"
