"""`livery check FILE`: the AR-ready gate alone, on anyone's GLB, glTF or USDZ."""

import sys
from pathlib import Path

import click
from rich.table import Table

from livery.cli.group import INPUT_WRONG, escape, json_option, main, print_json, stdout
from renderer.export.check_file import check_file
from renderer.export.checks import Finding
from renderer.export.gate import Verdict

EACH = 3
"""Findings of one code that are shown; the rest is counted."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--size-mm", nargs=3, type=float, help="What the product measures along x, y, z: held to 3 %.")
@click.option("--placement", type=click.Choice(["floor", "table", "wall"]), help="Where the product stands or hangs.")
@json_option
def check(file: Path, size_mm: tuple[float, float, float] | None, placement: str | None, *, as_json: bool) -> None:
    """Whether FILE (.glb, .gltf, .usdz) is fit for AR viewers: structure, weight, size. Exit 2 where it is not.

    A .web.glb is held to what viewers on web pages read.
    """
    try:
        verdict = check_file(file, size_mm=size_mm or None, placement=placement)
    except OSError as error:
        message = f"{file}: {error.strerror}. Name a file that can be read."
        verdict = Verdict((Finding("file", "FILE_UNREADABLE", message),))
    if as_json:
        print_json(verdict.to_json())
    else:
        print_verdict(verdict, "the web" if file.name.lower().endswith(".web.glb") else "AR")
    if not verdict.ok:
        sys.exit(INPUT_WRONG)


def print_verdict(verdict: Verdict, purpose: str) -> None:
    """A table of findings with what to do, the figures, and the verdict on its `purpose`."""
    if verdict.findings:
        stdout.print(_table(verdict))
    for name, value in verdict.figures.items():
        stdout.print(f"[dim]{name:<12}[/] {_said(value)}")
    stdout.print(f"[bold green]Fit for {purpose}.[/]" if verdict.ok else f"[bold red]Not fit for {purpose}.[/]")


def _table(verdict: Verdict) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("", "code", "what is wrong, and what to do"):
        table.add_column(title, no_wrap=title == "code", overflow="fold")
    for style, word, findings in (("red", "error", verdict.errors), ("yellow", "warning", verdict.warnings)):
        for code in dict.fromkeys(finding.code for finding in findings):
            alike = [finding for finding in findings if finding.code == code]
            table.add_row(f"[{style}]{word}[/]", escape(code), _told(alike))
    return table


def _told(alike: list[Finding]) -> str:
    lines = [escape(finding.message) for finding in alike[:EACH]]
    if len(alike) > EACH:
        lines.append(f"[dim]and {len(alike) - EACH} more like these[/]")
    if alike[0].way_out:
        lines.append(f"[dim]→ {escape(alike[0].way_out)}[/]")
    return "\n".join(lines)


def _said(value: object) -> str:
    if isinstance(value, list):
        return " × ".join(f"{side:g}" for side in value)
    return f"{value:,}" if isinstance(value, int) else str(value)
