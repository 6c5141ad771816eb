"""The root command, and the one place where errors become exit codes and sentences."""

import ast
import atexit
import gc
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click
from rich import markup
from rich.console import Console

from configurator.errors import ConfigurationInvalid
from configurator.violation import Finding
from livery import __version__
from renderer.errors import ExportRefused, InputError, LiveryError, SystemFailure
from workers.fork_server import get_ready

INPUT_WRONG, SYSTEM_FAILED = 2, 3
COMMANDS = (
    "ar", "bake", "batch", "build", "check", "compare", "decals", "delivery", "demo", "doctor", "export", "finalize",
    "fonts", "gc", "import", "keys", "options", "price", "produce", "products", "prove", "render", "stale", "status",
    "up", "validate", "verify", "whatif",
)  # fmt: skip
"""Each is a file of this folder, read when it is asked for: nobody waits for what others need."""
DRAWING = {"ar", "batch", "build", "demo", "finalize", "stale"}
"""For these a second process loads what drawing needs, while this one loads what understanding the order needs."""

stderr = Console(stderr=True, highlight=False, soft_wrap=True)
stdout = Console(highlight=False, soft_wrap=True)


class Commands(click.Group):
    """A group whose commands end in a sentence and an exit code, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which help shows them."""
        del ctx
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each with the first sentence of what it says of itself, read without loading what it needs."""
        del ctx
        width = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, click.Command(name, help=summary(name)).get_short_help_str(width)) for name in COMMANDS]
            )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its file registers it."""
        if cmd_name in COMMANDS:
            if cmd_name in DRAWING and not os.environ.get("LIVERY_BROKER_URL"):
                get_ready()
            register(cmd_name)
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run and exit; for machines, what was called wrongly is JSON as well."""
        # Python looks through half a million objects of libraries before it ends, a quarter of a short command's time.
        atexit.register(gc.freeze)
        if not wants_json(sys.argv):
            return super().main(*args, **extra)
        try:
            ended = super().main(*args, **{**extra, "standalone_mode": False})
        except click.UsageError as error:
            report(InputError(error.format_message(), code="USAGE"), as_json=True)
            ended = INPUT_WRONG
        sys.exit(ended if isinstance(ended, int) else 0)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn errors of the tree into output and exit codes."""
        try:
            return super().invoke(ctx)
        except LiveryError as error:
            report(error, as_json=wants_json(sys.argv))
            sys.exit(exit_code(error))
        except (NotADirectoryError, IsADirectoryError, FileExistsError, PermissionError) as error:
            report(InputError(f"{error}. Name another place.", code="PLACE_UNUSABLE"), as_json=wants_json(sys.argv))
            sys.exit(INPUT_WRONG)
        except BrokenPipeError:
            # Whoever reads has read enough (`| head`), which click ends in silence.
            raise
        except (OSError, sqlite3.Error) as error:
            report(SystemFailure(f"{error}. Mend that, and try again."), as_json=wants_json(sys.argv))
            sys.exit(SYSTEM_FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__)
def main() -> None:
    """From a product configuration to pictures, AR files and a spec sheet."""


def register(command: str) -> None:
    """Read the file of `command`."""
    import_module(f"livery.cli.{file_of(command)}")


def file_of(command: str) -> str:
    """The file's name without its ending; words of Python's own have `_` behind them there."""
    return f"{command}{'_' * iskeyword(command)}"


def summary(command: str) -> str:
    """The docstring of a command's function."""
    file = Path(__file__).with_name(f"{file_of(command)}.py")
    functions = [each for each in ast.parse(file.read_text("utf-8")).body if isinstance(each, ast.FunctionDef)]
    registered = next(each for each in functions if any("main." in ast.unparse(by) for by in each.decorator_list))
    return ast.get_docstring(registered) or ""


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--json` that every command has."""
    return click.option("--json", "as_json", is_flag=True, help="Print for machines.")(command)


def exit_code(error: LiveryError) -> int:
    """2 where the input is to blame, 3 where the system is."""
    blamed = isinstance(error, InputError | ExportRefused) or error.details.get("status") == InputError.status
    return INPUT_WRONG if blamed else SYSTEM_FAILED


def wants_json(words: list[str]) -> bool:
    """Whether the caller asked for JSON; click may not have come so far when an error strikes."""
    return "--json" in words


def report(error: LiveryError, *, as_json: bool) -> None:
    """Say what went wrong and the way out, to people or to machines."""
    if as_json:
        print_json(error_json(error))
    elif isinstance(error, ConfigurationInvalid):
        print_violations(error)
    else:
        stderr.print(f"[bold red]{error.code}[/]  {escape(error.message)}")
        if error.reason:
            stderr.print(f"  {escape(error.reason)}")
        for hint in suggestions(error):
            stderr.print(f"  → {escape(hint)}")


def error_json(error: LiveryError) -> dict[str, Any]:
    """An error as `validate --json` prints it."""
    if isinstance(error, ConfigurationInvalid):
        violations = [violation.model_dump(mode="json") for violation in error.violations]
        return {"valid": False, "violations": violations, "warnings": [], "price": None}
    words = {"code": error.code, "message": error.message, "details": error.details}
    return {"ok": False, "error": words | ({"reason": error.reason} if error.reason else {})}


def print_violations(error: ConfigurationInvalid) -> None:
    """Every violation: its code, where, what is wrong, and what would be right."""
    count = len(error.violations)
    stderr.print(f"[bold red]This cannot be built: {count} {'thing' if count == 1 else 'things'} to put right.[/]\n")
    print_findings(error.violations, stderr, "bold")


def print_findings(findings: Sequence[Finding], to: Console, style: str) -> None:
    """Each with its code, where it is, what is said of it, and the ways out."""
    for found in findings:
        to.print(f"[{style}]{found.code}[/]  [dim]{escape(found.path or '/')}[/]")
        to.print(f"  {escape(found.message)}")
        for hint in found.suggestions:
            to.print(f"  → {escape(hint)}")


def suggestions(error: LiveryError) -> list[str]:
    """Ways out that the error carries."""
    found = error.details.get("suggestions", [])
    return [str(hint) for hint in found] if isinstance(found, list) else []


def escape(text: str) -> str:
    """Text that rich prints as it is."""
    return markup.escape(text)


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
