"""What `livery render` refuses before it draws, and paths that look like markup."""

import io
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from rich.text import Text

from livery.cli.group import escape
from livery.cli.picture_file import KINDS, kind_of, picture_file
from livery.cli.render import parse_size, render
from renderer.errors import InputError


@pytest.mark.parametrize("size", ["100x0", "0x100", "8x8", "15x16", "4097x100", "9999x9999"])
def test_a_size_that_cannot_be_drawn_is_refused_with_the_limits(size: str) -> None:
    with pytest.raises(InputError, match="16 to 4096") as refusal:
        parse_size(size)
    assert refusal.value.code == "SIZE_INVALID"


def test_sizes_at_the_limits_are_taken() -> None:
    assert parse_size("16x4096") == (16, 4096)
    assert parse_size("4096×16") == (4096, 16)


@pytest.mark.parametrize(
    ("words", "said"), [(("--size", "100x0"), "16 to 4096"), (("--shot", "hero"), "Leave --shot out")]
)
def test_a_model_is_refused_what_it_cannot_have(words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(render, ["--model", "nowhere.glb", "-o", "x.png", *words])
    assert isinstance(done.exception, InputError)
    assert said in done.exception.message


def test_a_picture_is_of_the_kind_that_its_name_ends_in(tmp_path: Path) -> None:
    pixels = np.full((16, 24, 4), (60, 120, 180, 255), np.uint8)
    for ending, kind in KINDS.items():
        with Image.open(io.BytesIO(picture_file(pixels, tmp_path / f"cart.{ending.upper()}"))) as picture:
            assert (picture.format or "").lower() == kind
            assert picture.size == (24, 16)
            assert picture.convert("RGB").getpixel((8, 8)) == pytest.approx((60, 120, 180), abs=3)


@pytest.mark.parametrize("name", ["cart.bmp", "cart", "cart.svg"])
def test_a_name_that_tells_no_kind_is_refused_before_anything_is_drawn(name: str) -> None:
    done = CliRunner().invoke(render, ["nowhere.json", "-o", name])
    assert isinstance(done.exception, InputError)
    assert done.exception.code == "USAGE"
    assert ".png, .jpg, .webp, .avif, .tif" in done.exception.message


def test_a_sheet_of_samples_may_also_stay_a_drawing() -> None:
    assert kind_of(Path("fonts.SVG"), ("svg",)) == "svg"


@pytest.mark.parametrize("path", ["out [bold]/a.png", "[red]", "a\\[/]b", "[/nowhere]", "plain/[12].png", "C:\\out"])
def test_a_path_is_printed_as_it_is(path: str) -> None:
    assert Text.from_markup(f"[dim]{escape(path)}[/]").plain == path
