"""What `livery render` refuses before it draws, and paths that look like markup."""

import pytest
from click.testing import CliRunner
from rich.text import Text

from livery.cli.group import escape
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


@pytest.mark.parametrize("path", ["out [bold]/a.png", "[red]", "a\\[/]b", "[/nowhere]", "plain/[12].png", "C:\\out"])
def test_a_path_is_printed_as_it_is(path: str) -> None:
    assert Text.from_markup(f"[dim]{escape(path)}[/]").plain == path
