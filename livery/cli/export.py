"""`livery export CONFIG -o FILE.glb|FILE.usdz|FILE.web.glb`: one model file, through the gate."""

from pathlib import Path

import click

from configurator.recipe import product_facts, scene_recipe
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import home, resolved
from renderer.assemble.assemble import assemble
from renderer.errors import InputError
from renderer.export import EXPORTERS, format_of
from renderer.store import write_atomically


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@click.option("--format", "wanted", type=click.Choice(list(EXPORTERS)), help="Instead of the file name's ending.")
@json_option
def export(config: Path, output: Path, wanted: str | None, *, as_json: bool) -> None:
    """One AR file of CONFIG, by the ending of its name. Nothing is written that `livery check` would refuse."""
    name = wanted or format_of(output.name)
    if name is None:
        endings = " or ".join(f"model.{each}" for each in EXPORTERS)
        raise InputError(f"{output.name}: no such AR format. Name the file {endings}.", code="FORMAT_UNKNOWN")
    wish = resolved(config)
    document = assemble(scene_recipe(wish, home().store), home().store, home().bakes)
    asset = EXPORTERS[name](document, product_facts(wish))
    write_atomically(output, asset.data)
    if as_json:
        print_json({"ok": True, "file": str(output), "sha256": asset.digest, "figures": dict(asset.figures)})
    else:
        stdout.print(f"{escape(str(output))}  {len(asset.data) / 1e6:.2f} MB")
