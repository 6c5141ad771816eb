"""`livery decals`: ready-made graphics, and the colours of each that can become others."""

from pathlib import Path

import click

from configurator.catalog.library import Decal
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.sheet import drawn_hint, list_table, sheet_option, write_drawing
from livery.opened import catalog
from renderer.artwork.decal_sheet import Sample, decal_sheet
from renderer.artwork.recolor import colors_in


@main.command()
@sheet_option
@json_option
def decals(output: Path | None, *, as_json: bool) -> None:
    """The decals, by code, with the colours that `colors` exchanges."""
    found = list(catalog().decals.values())
    if output is not None:
        write_drawing(output, *decal_sheet([Sample(each.code, each.name, _svg(each)) for each in found]))
    if as_json:
        print_json([{**each.model_dump(include={"code", "name", "text"}), "colors": _colors(each)} for each in found])
        return
    table = list_table("decal", "name", "colors", "shows")
    for each in found:
        table.add_row(*map(escape, (each.code, each.name, " ".join(_colors(each)), each.text)))
    stdout.print(table)
    click.echo(f"\n{len(found)} decals." + drawn_hint(output, "decals.png"))
    click.echo('Each colour may become another: "colors": {"#16243f": "paint.flag-red"}.')


def _colors(decal: Decal) -> list[str]:
    return list(colors_in(_svg(decal)))


def _svg(decal: Decal) -> bytes:
    return (catalog().materials / "decals" / decal.file).read_bytes()
