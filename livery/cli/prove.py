"""`livery prove CONFIG`: artworks read back from pictures, models and production files; models beside the preview."""

import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from livery.cli.build import carrier
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import resolved
from livery.cli.progress import watching
from livery.opened import home
from renderer.errors import SystemFailure
from renderer.proof.told import told
from workers.trip import Trip


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def prove(config: Path, *, as_json: bool) -> None:
    """Hold the artworks of CONFIG against its close-ups, AR models and production files, in millimetres.

    And the AR models against the preview: drawn by one engine from one camera, how different do they look?
    """
    wanted = resolved(config)
    with carrier() as carries, watching(quiet=as_json) as watch:
        record = Trip(home(), carries, watch).prove(wanted)
    told = json.loads(home().store.get(record.blob))
    rows = [
        {"zone": row["zone"], "layer": row["layer"], "finish": row["finish"], **finding}
        for row in told["proof"]
        for finding in row["findings"]
    ]
    looks: list[dict[str, Any]] = told["looks"]
    ok = all(row["ok"] for row in (*rows, *looks))
    if as_json:
        print_json({"ok": ok, "findings": rows, "looks": looks})
    else:
        stdout.print(_table(rows))
        _print_failings(rows)
        stdout.print(_look_table(looks))
    if not ok:
        raise SystemFailure("A file does not show what was drawn; see above.", code="PROOF_FAILED")


def _look_table(looks: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("beside the preview", "drawn by", "ΔE00", "allowed", "FLIP", "allowed", ""):
        table.add_column(title)
    for look in looks:
        verdict = "[green]alike[/]" if look["ok"] else "[red]differs[/]"
        numbers = (look[name] for name in ("delta_e", "allowed_delta_e", "flip", "allowed_flip"))
        table.add_row(look["subject"], look["engine"], *(f"{number:.2f}" for number in numbers), verdict)
    return table


def _table(rows: list[dict[str, Any]]) -> Table:
    """Under each artwork the files that were read; narrow enough for any terminal."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("artwork", "outlines off by", "allowed", "in common", ""):
        table.add_column(title, overflow="fold")
    for (zone, layer, finish), found in groupby(rows, itemgetter("zone", "layer", "finish")):
        table.add_row(f"[bold]{zone} {layer + 1}[/]" if layer else f"[bold]{zone}[/]", finish)
        for row in found:
            verdict = "[green]as drawn[/]" if row["ok"] else "[red]differs[/]"
            off = "not found" if row["off_mm"] is None else f"{row['off_mm']:.2f} mm"
            table.add_row(f"  {row['subject']}", off, f"{row['allowed_mm']:.2f} mm", f"{row['common']:.1%}", verdict)
    return table


def _print_failings(rows: list[dict[str, Any]]) -> None:
    """What is missing from which file, or lies elsewhere in it: which ink, and where."""
    for row in rows:
        for sentence in [] if row["ok"] else told(row) or ["nothing of it was found"]:
            click.echo(f"{row['zone']} in {row['subject']}: {sentence}.")
