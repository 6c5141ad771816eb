"""`livery fonts`: what names can be written in."""

import click
from rich.table import Table

from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import catalog


@main.command()
@json_option
def fonts(*, as_json: bool) -> None:
    """The fonts, by code, with what they look like in a word."""
    found = list(catalog().fonts.values())
    if as_json:
        print_json([{"code": font.code, "name": font.name, "style": font.style} for font in found])
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("font", "name", "style"):
        table.add_column(title)
    for font in found:
        table.add_row(font.code, font.name, font.style)
    stdout.print(table)
    click.echo(f"\n{len(found)} fonts.")
