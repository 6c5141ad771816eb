"""What is documented exists, and what exists is documented."""

import re
from pathlib import Path

import click
import pytest

from livery.cli import main
from workers.settings import Settings

for each in main.list_commands(click.Context(main)):
    main.get_command(click.Context(main), each)

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"]
SPOKEN = re.compile(r"(?:^ *|`| · )livery ([a-z]+)([^`#\n]*)", re.MULTILINE)
"""A command as a page writes it: a line of its own, or between backticks; its name, and what follows."""


def spoken(text: str) -> list[tuple[str, set[str]]]:
    """Every command in `text` with the long options that it is given."""
    return [(name, set(re.findall(r"--[a-z-]+", rest))) for name, rest in SPOKEN.findall(text)]


def options(name: str) -> list[click.Option]:
    """The options of a command and of those below it, `--json` aside, which all have."""
    command = main.commands[name]
    below = command.commands.values() if isinstance(command, click.Group) else ()
    params = [param for each in (command, *below) for param in each.params]
    return [param for param in params if isinstance(param, click.Option) and param.name != "as_json"]


def words(option: click.Option) -> set[str]:
    """All ways to write an option."""
    return {*option.opts, *option.secondary_opts}


def test_commands_are_found_where_pages_write_them() -> None:
    page = "Try:\n\n    livery price a.json --list dealer   # --not this\n\nor `livery up --host H` · `livery fonts`\n"
    assert spoken(page) == [("price", {"--list"}), ("up", {"--host"}), ("fonts", set())]
    assert len(spoken((ROOT / "README.md").read_text())) >= 8


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_exists_and_takes_its_options(page: Path) -> None:
    for name, given in spoken(page.read_text()):
        assert name in main.commands, name
        assert given <= {"--json", "--help"}.union(*map(words, options(name))), name


@pytest.mark.parametrize("name", main.commands)
def test_every_command_and_option_is_described_in_its_row(name: str) -> None:
    (row,) = (line for line in COMMANDS.splitlines() if re.match(rf"\| (`[^`]*` · )*`livery {name}\b", line))
    assert main.commands[name].help
    described = set(re.findall(r"(?<![\w-])--?[a-z-]+", row))
    assert [option.opts for option in options(name) if described.isdisjoint(words(option))] == []
    beside = [option for other, _ in spoken(row) for option in options(other)]
    assert described <= {"--json"}.union(*map(words, beside))


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs" / "operate.md").read_text()
    for name in Settings.model_fields:
        assert f"`LIVERY_{name.upper()}`" in page, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_make_targets_named_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", page.read_text(), re.MULTILINE))
        assert named <= targets, page.name
