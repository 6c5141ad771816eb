"""`livery price CONFIG`: what it costs, line by line."""

from pathlib import Path

import click
from rich.table import Table

from configurator.money import money
from configurator.price import PriceBreakdown
from configurator.resolve import resolve
from livery.cli.group import escape, json_option, main, print_findings, print_json, stdout
from livery.cli.open import read
from livery.opened import catalog, today


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("--list", "price_list", help="The price list to price by; else the one it names, or the one in force.")
@click.option("--code", "codes", multiple=True, help="A discount code; may be given several times.")
@click.option("--quantity", type=int, help="How many, if not as the configuration says.")
@json_option
def price(config: Path, *, price_list: str | None, codes: tuple[str, ...], quantity: int | None, as_json: bool) -> None:
    """What CONFIG costs, every line with its reason."""
    wishes = {"price_list": price_list, "discount_codes": codes or None, "quantity": quantity}
    chosen = read(config).model_copy(update={name: wish for name, wish in wishes.items() if wish is not None})
    resolved = resolve(chosen, catalog(), today())
    if as_json:
        warnings = [warning.model_dump(mode="json") for warning in resolved.warnings]
        print_json({"price": resolved.price.model_dump(mode="json"), "warnings": warnings})
        return
    print_price(resolved.price)
    print_findings(resolved.warnings, stdout, "yellow")


def print_price(price: PriceBreakdown) -> None:
    """The breakdown as a table, the total below it."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_footer=True)
    table.add_column("item", footer="Total")
    taxed = "before tax" if price.tax is None else "with tax"
    table.add_column("reason", footer=f"[dim]{taxed}, list {price.price_list}[/]")
    table.add_column("count", justify="right")
    table.add_column("each", justify="right")
    table.add_column("amount", justify="right", footer=f"[bold]{money(price.total, price.currency)}[/]")
    for line in price.lines:
        each = money(line.unit, price.currency) if line.count > 1 else ""
        count = str(line.count) if line.count > 1 else ""
        table.add_row(escape(line.label), escape(line.reason), count, each, money(line.amount, price.currency))
    stdout.print(table)
