"""`livery prove CONFIG`: the artwork read back from the model and from every production file."""

from pathlib import Path

import click
from rich.table import Table

from configurator.recipe import product_facts, scene_recipe
from configurator.resolve import ResolvedConfiguration
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import home, resolved
from livery.cli.produce import production
from renderer.assemble.assemble import assemble
from renderer.errors import SystemFailure
from renderer.export import EXPORTERS
from renderer.gltf.document import Document
from renderer.production.proof import Drawing, Finding, prove_files, prove_model


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def prove(config: Path, *, as_json: bool) -> None:
    """Compare the artworks of CONFIG with its AR model and its production files, in millimetres."""
    found = compared(resolved(config))
    if as_json:
        rows = [{"zone": zone, **vars(finding)} for zone, findings in found.items() for finding in findings]
        print_json({"ok": all(row["ok"] for row in rows), "findings": rows})
    else:
        stdout.print(_table(found))
    if not all(finding.ok for findings in found.values() for finding in findings):
        raise SystemFailure("A file does not show what was drawn; see above.", code="PROOF_FAILED")


def compared(wanted: ResolvedConfiguration) -> dict[str, list[Finding]]:
    """The findings on every personalization by zone."""
    document = assemble(scene_recipe(wanted, home().store), home().store, home().bakes)
    model = Document.from_glb(EXPORTERS["glb"](document, product_facts(wanted)).data)
    files = production(wanted)
    found = {}
    for each in wanted.personalizations:
        drawing = Drawing(each.svg.encode(), each.width_mm, each.height_mm)
        in_model = prove_model(drawing, model, each.zone.id)
        found[each.zone.id] = [in_model, *prove_files(drawing, files[f"{each.zone.id}-{each.finish}"])]
    return found


def _table(found: dict[str, list[Finding]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("zone", "file", "off by", "ink in common", ""):
        table.add_column(title)
    for zone, findings in found.items():
        for each in findings:
            verdict = "[green]true[/]" if each.ok else "[red]differs[/]"
            table.add_row(zone, each.subject, f"{each.off_mm:.2f} mm", f"{each.common:.1%}", verdict)
    return table
