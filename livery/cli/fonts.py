"""`livery fonts`: what names can be written in."""

from pathlib import Path

import click

from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.sheet import drawn_hint, list_table, sheet_option, write_drawing
from livery.opened import catalog
from renderer.artwork.font_sheet import font_sheet, sample


@main.command()
@sheet_option
@json_option
def fonts(output: Path | None, *, as_json: bool) -> None:
    """The fonts, by code, with a sample of each."""
    found = list(catalog().fonts.values())
    if output is not None:
        write_drawing(output, *font_sheet(found))
    if as_json:
        rows = [{"code": font.code, "name": font.name, "style": font.style, "sample": sample(font)} for font in found]
        print_json(rows)
        return
    table = list_table("font", "name", "style", "sample")
    for font in found:
        table.add_row(*map(escape, (font.code, font.name, font.style, sample(font))))
    stdout.print(table)
    click.echo(f"\n{len(found)} fonts." + drawn_hint(output, "fonts.png"))
