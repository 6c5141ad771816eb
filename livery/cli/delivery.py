"""`livery delivery CONFIG`: when it would arrive."""

from pathlib import Path

import click

from configurator.availability import CsvSource, Delivery
from configurator.availability.foresee import foresee, stock_of
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import reservations, resolved
from livery.opened import catalog, today


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("--stock", type=click.Path(path_type=Path), help="A CSV with item, in_stock and lead_days.")
@json_option
def delivery(config: Path, *, stock: Path | None, as_json: bool) -> None:
    """When CONFIG would arrive, and what is waited for."""
    wanted = resolved(config)
    source = CsvSource(stock) if stock else stock_of(catalog(), wanted.product.id)
    on = wanted.configuration.ordered_on or today()
    found = foresee(wanted, catalog(), source, reservations(), on)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        print_delivery(found)


def print_delivery(found: Delivery) -> None:
    """The days, and what they depend on."""
    for wait in found.waits:
        stdout.print(f"[dim]waits {wait.days:>3} working days for[/] {escape(wait.name)}")
    stdout.print(f"begins   {found.starts_on}  ({len(found.slots)} production days)")
    stdout.print(f"leaves   {found.leaves_on}")
    stdout.print(f"arrives  [bold]{found.arrives_on}[/]")
