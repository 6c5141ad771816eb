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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_a_page_exists(page: Path) -> None:
    named = set(re.findall(r"(?:^|`| · )(?:livery) ([a-z]+)", page.read_text(), re.MULTILINE))
    assert named <= set(main.commands)


def test_every_command_and_option_is_described() -> None:
    for name, command in main.commands.items():
        assert f"`livery {name}" in COMMANDS, name
        assert command.help
        for option in command.params:
            if option.param_type_name == "option" and option.name not in ("help", "as_json"):
                assert any(word in COMMANDS for word in (*option.opts, *option.secondary_opts)), (name, option.opts)


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
