"""Lists of what can be copied into a configuration, and their sheets of samples."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from livery.cli.picture_file import kind_of, picture_file
from renderer.artwork.rasterize import rasterize
from renderer.store import write_atomically

PIXELS_PER_MM = 6
SVG = "svg"


def sheet_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `-o` of a list that can be drawn."""
    kind = click.Path(path_type=Path, dir_okay=False)
    words = "A sheet of samples to write: .svg, or a picture."
    return click.option("-o", "--output", type=kind, callback=_known_kind, help=words)(command)


def _known_kind(_context: click.Context, _option: click.Parameter, output: Path | None) -> Path | None:
    if output is not None:
        kind_of(output, (SVG,))
    return output


def list_table(code: str, *titles: str) -> Table:
    """A table whose first column is whole however narrow the window: it is copied into a configuration."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(code, no_wrap=True, overflow="ignore")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def drawn_hint(output: Path | None, example: str) -> str:
    """Where the sheet is, or how one is drawn."""
    return f" {output} shows them." if output else f" -o {example} draws them."


def write_drawing(output: Path, svg: bytes, width_mm: float, height_mm: float) -> None:
    """A drawing of that size as it is, or as a picture, by the ending of `output`."""
    if kind_of(output, (SVG,)) == SVG:
        write_atomically(output, svg)
    else:
        pixels = rasterize(svg, round(width_mm * PIXELS_PER_MM), round(height_mm * PIXELS_PER_MM))
        write_atomically(output, picture_file(pixels, output))
