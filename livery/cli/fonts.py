"""`livery fonts`: what names can be written in."""

from pathlib import Path

import click
from rich.table import Table

from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.opened import catalog
from renderer.artwork.font_sheet import font_sheet, sample
from renderer.artwork.rasterize import rasterize
from renderer.png import encode_png
from renderer.store import write_atomically

PIXELS_PER_MM = 6


@main.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A sheet of samples to write, .svg or .png."
)
@json_option
def fonts(output: Path | None, *, as_json: bool) -> None:
    """The fonts, by code, with a sample of each."""
    found = list(catalog().fonts.values())
    if output is not None:
        write_sheet(output)
    if as_json:
        rows = [{"code": font.code, "name": font.name, "style": font.style, "sample": sample(font)} for font in found]
        print_json(rows)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("font", "name", "style", "sample"):
        # A code is copied into a configuration: whole, however narrow the window.
        table.add_column(title, no_wrap=title == "font", overflow="ignore" if title == "font" else "fold")
    for font in found:
        table.add_row(*map(escape, (font.code, font.name, font.style, sample(font))))
    stdout.print(table)
    click.echo(f"\n{len(found)} fonts." + (f" {output} shows them." if output else " -o fonts.png draws them."))


def write_sheet(output: Path) -> None:
    """Every font with its sample, as a drawing or a picture."""
    svg, width, height = font_sheet(list(catalog().fonts.values()))
    if output.suffix.lower() == ".svg":
        write_atomically(output, svg)
    else:
        pixels = rasterize(svg, round(width * PIXELS_PER_MM), round(height * PIXELS_PER_MM))
        write_atomically(output, encode_png(pixels))
