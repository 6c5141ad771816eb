"""`livery check FILE.glb`: the AR-ready gate alone, on anyone's file."""

import sys
from pathlib import Path

import click

from livery.cli.group import INPUT_WRONG, escape, json_option, main, print_json, stdout
from livery.cli.open import read_bytes
from renderer.export.gate import Verdict, check_glb


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def check(file: Path, *, as_json: bool) -> None:
    """Whether FILE is fit for AR viewers: structure, size and the Khronos validator. Exit 2 where it is not."""
    verdict = check_glb(read_bytes(file))
    if as_json:
        print_json(verdict.to_json())
    else:
        print_verdict(verdict)
    if not verdict.ok:
        sys.exit(INPUT_WRONG)


def print_verdict(verdict: Verdict) -> None:
    """Errors, warnings and figures, a line each."""
    for style, findings in (("red", verdict.errors), ("yellow", verdict.warnings)):
        for finding in findings:
            stdout.print(f"[{style}]{finding.check:<14}[/] {escape(finding.message)}")
    for name, value in verdict.figures.items():
        stdout.print(f"[dim]{name:<14}[/] {value}")
    stdout.print("[bold green]Fit for AR.[/]" if verdict.ok else "[bold red]Not fit for AR.[/]")
