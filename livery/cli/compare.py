"""`livery compare A B …`: configurations side by side."""

from pathlib import Path

import click
from rich.table import Table

from configurator.money import difference, money
from configurator.review import Comparison, compare
from configurator.review.compare import Cell
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import resolved
from renderer.errors import InputError


@main.command(name="compare")
@click.argument("configs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Also what is the same.")
@json_option
def compare_command(configs: tuple[Path, ...], *, everything: bool, as_json: bool) -> None:
    """Two or more CONFIGS side by side: what differs, and what each difference costs."""
    if len(configs) < 2:
        raise InputError("Name two configurations or more.", code="USAGE")
    found = compare([resolved(path) for path in configs])
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        print_comparison(found, [path.stem for path in configs], everything=everything)


def print_comparison(found: Comparison, names: list[str], *, everything: bool) -> None:
    """A column a configuration; under each difference its share of the price."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_footer=True)
    table.add_column("", footer="Total")
    for name, total in zip(names, found.totals, strict=True):
        table.add_column(escape(name), footer=f"[bold]{money(total, found.currency) if total is not None else '–'}[/]")
    for row in found.rows:
        if row.differs or everything or any(cell.price_difference for cell in row.cells):
            table.add_row(escape(row.name), *(cell_text(cell, found.currency) for cell in row.cells))
    stdout.print(table)


def cell_text(cell: Cell, currency: str) -> str:
    """What is chosen, and what it makes the order cost more or less than the first."""
    more = f"\n[dim]{difference(cell.price_difference, currency)}[/]" if cell.price_difference else ""
    return f"{escape(cell.text) or '–'}{more}"
