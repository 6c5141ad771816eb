"""`livery prove CONFIG`: the artworks read back from pictures, models and production files."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from configurator.recipe import product_facts, scene_recipe, shots
from configurator.resolve import ResolvedConfiguration
from livery.cli.build import carrier
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import home, resolved
from livery.cli.progress import watching
from renderer.assemble.assemble import assemble
from renderer.errors import SystemFailure
from renderer.export import EXPORTERS
from renderer.gltf.document import Document
from renderer.kept import kept_in
from renderer.proof.look import Likeness, likenesses
from renderer.proof.usdz_document import document_of_usdz
from renderer.recipe import Shot
from workers.trip import Trip

LOOK_PX = 640
"""Along the longer edge of what is compared."""


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
    rows = [
        {"zone": row["zone"], "finish": row["finish"], **finding}
        for row in json.loads(home().store.get(record.blob))["proof"]
        for finding in row["findings"]
    ]
    alike = looks(wanted)
    ok = all(row["ok"] for row in rows) and all(each.ok for each in alike)
    if as_json:
        print_json({"ok": ok, "findings": rows, "looks": [{**asdict(each), "ok": each.ok} for each in alike]})
    else:
        stdout.print(_table(rows))
        stdout.print(_look_table(alike))
    if not ok:
        raise SystemFailure("A file does not show what was drawn; see above.", code="PROOF_FAILED")


def looks(wanted: ResolvedConfiguration) -> list[Likeness]:
    """The AR models beside the preview, by the product's first shot; none where it has no shot."""
    own, facts = home(), product_facts(wanted)
    with kept_in(own.bakes):
        document = assemble(scene_recipe(wanted, own.store), own.store, own.bakes)
        files = {
            "model.glb": Document.from_glb(EXPORTERS["glb"](document, facts).data),
            "model.usdz": document_of_usdz(EXPORTERS["usdz"](document, facts).data),
        }
    return [
        likeness
        for shot in shots(wanted, own.store)[:1]
        for likeness in likenesses(document, files, _small(shot), own.store, own.bakes)
    ]


def _small(shot: Shot) -> Shot:
    scale = LOOK_PX / max(shot.width, shot.height)
    return shot.model_copy(update={"width": round(shot.width * scale), "height": round(shot.height * scale)})


def _look_table(alike: list[Likeness]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("beside the preview", "drawn by", "ΔE00", "allowed", "FLIP", "allowed", ""):
        table.add_column(title)
    for each in alike:
        verdict = "[green]alike[/]" if each.ok else "[red]differs[/]"
        numbers = (each.delta_e, each.allowed_delta_e, each.flip, each.allowed_flip)
        table.add_row(each.subject, each.engine, *(f"{number:.2f}" for number in numbers), verdict)
    return table


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("zone", "finish", "file", "off by", "allowed", "ink in common", ""):
        table.add_column(title)
    for row in rows:
        verdict = "[green]true[/]" if row["ok"] else "[red]differs[/]"
        off = "not found" if row["off_mm"] is None else f"{row['off_mm']:.2f} mm"
        allowed, common = f"{row['allowed_mm']:.2f} mm", f"{row['common']:.1%}"
        table.add_row(row["zone"], row["finish"], row["subject"], off, allowed, common, verdict)
    return table
