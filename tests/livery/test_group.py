"""The list of commands: all that there are, in their own words, without waiting for any."""

import subprocess
import sys

import click

from livery.cli.group import COMMANDS, main, summary


def test_each_command_is_listed_by_its_own_words() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert click.Command(name, help=summary(name)).get_short_help_str() == command.get_short_help_str()


def test_who_asks_for_the_list_waits_for_no_command() -> None:
    code = (
        "import sys; from livery.cli import main; main(['--help'], standalone_mode=False); "
        "print({'numpy', 'numba', 'sqlalchemy'} & set(sys.modules), file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "finalize" in told.stdout
    assert told.stderr.strip() == "set()"
