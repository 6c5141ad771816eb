"""`livery export CONFIG -o FILE.glb`: one AR file, through the gate."""

from pathlib import Path

import click

from configurator.recipe import scene_recipe
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import home, resolved
from renderer.assemble import assemble
from renderer.errors import InputError
from renderer.export import export_glb
from renderer.store import write_atomically


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .glb to write.")
@json_option
def export(config: Path, output: Path, *, as_json: bool) -> None:
    """One AR file of CONFIG. Nothing is written that the Khronos validator finds fault with."""
    if output.suffix != ".glb":
        raise InputError(f"{output.name}: only .glb is written. Name the file model.glb.", code="FORMAT_UNKNOWN")
    asset = export_glb(assemble(scene_recipe(resolved(config), home().store), home().store, home().bakes))
    write_atomically(output, asset.data)
    if as_json:
        print_json({"ok": True, "file": str(output), "sha256": asset.digest, "figures": dict(asset.figures)})
    else:
        stdout.print(f"{output}  {len(asset.data) / 1e6:.2f} MB")
