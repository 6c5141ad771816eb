"""`livery validate CONFIG`: violations, warnings and the price."""

from pathlib import Path

import click

from configurator.errors import ConfigurationInvalid
from configurator.money import money
from configurator.resolve import ResolvedConfiguration
from configurator.violation import Violation
from livery.cli.group import json_option, main, print_findings, print_json, stdout
from livery.cli.open import resolved
from renderer.errors import InputError


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@json_option
def validate(config: Path, *, as_json: bool) -> None:
    """Check a configuration. Exit 2 with every violation: code, path, reason and a way out."""
    try:
        wanted = resolved(config)
    except ConfigurationInvalid:
        raise
    except InputError as error:
        raise ConfigurationInvalid([Violation(code=error.code, path="", message=error.message)]) from None
    if as_json:
        print_json(valid_json(wanted))
    else:
        print_valid(wanted)


def valid_json(wanted: ResolvedConfiguration) -> dict[str, object]:
    """A valid configuration for machines."""
    plain = wanted.model_dump(mode="json")
    return {"valid": True, "violations": [], "warnings": plain["warnings"], "price": plain["price"]}


def print_valid(wanted: ResolvedConfiguration) -> None:
    """A valid configuration for people."""
    stdout.print("[bold green]This configuration can be built.[/]")
    print_findings(wanted.warnings, stdout, "yellow")
    stdout.print(f"  {money(wanted.price.total, wanted.price.currency)}")
