"""`livery whatif CONFIG FEATURE=OPTION`: what would change."""

from pathlib import Path

import click

from configurator.money import difference, money
from configurator.review import WhatIf, what_if
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import order, read
from renderer.errors import InputError


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.argument("choice", metavar="FEATURE=OPTION")
@json_option
def whatif(config: Path, choice: str, *, as_json: bool) -> None:
    """What CONFIG would be with FEATURE=OPTION: what that forces, why, and what it costs."""
    feature, equals, option = choice.partition("=")
    if not equals:
        raise InputError(f"{choice!r} is no choice. Write it as wheels=mag-10.", code="USAGE")
    seen_from = order(read(config))
    answer, _ = what_if(seen_from, feature, option)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        print_answer(answer, seen_from.prices.currency)


def print_answer(answer: WhatIf, currency: str) -> None:
    """The changes, their reasons and the new price."""
    for text in answer.because:
        stdout.print(f"[dim]{escape(text)}[/]")
    if answer.total is None or answer.price_difference is None:
        stdout.print("[bold red]It cannot be had here.[/]")
        return
    for change in answer.changes:
        stdout.print(f"→ {escape(change.text)}")
    stdout.print(f"{money(answer.total, currency)}  ({difference(answer.price_difference, currency)})")
