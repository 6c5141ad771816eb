"""`livery export CONFIG -o FILE.glb|FILE.usdz|FILE.web.glb`: one model file, through the gate."""

from pathlib import Path

import click

from configurator.family import find_family, members
from configurator.recipe import product_facts, scene_recipe
from configurator.resolve import ResolvedConfiguration
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import resolved
from livery.opened import catalog, home, today
from renderer.assemble.assemble import assemble
from renderer.assemble.assemble_family import assemble_family
from renderer.errors import InputError
from renderer.export import EXPORTERS, format_of
from renderer.gltf.document import Document
from renderer.store import write_atomically


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@click.option("--format", "wanted", type=click.Choice(list(EXPORTERS)), help="Instead of the file name's ending.")
@click.option("--family", "family", metavar="CODE", help="Also the other options of this family, to switch between.")
@json_option
def export(config: Path, output: Path, wanted: str | None, family: str | None, *, as_json: bool) -> None:
    """One model file of CONFIG, by the ending of its name. Nothing is written that `livery check` would refuse."""
    name = wanted or format_of(output.name)
    if name is None:
        endings = " or ".join(f"model.{each}" for each in EXPORTERS)
        raise InputError(f"{output.name}: no such AR format. Name the file {endings}.", code="FORMAT_UNKNOWN")
    if family and name == "usdz":
        raise InputError("A USDZ shows one look. Name a family file .glb or .web.glb.", code="FORMAT_WITHOUT_FAMILY")
    wish = resolved(config)
    asset = EXPORTERS[name](document(wish, family), product_facts(wish))
    write_atomically(output, asset.data)
    if as_json:
        print_json({"ok": True, "file": str(output), "sha256": asset.digest, "figures": dict(asset.figures)})
    else:
        stdout.print(f"{escape(str(output))}  {len(asset.data) / 1e6:.2f} MB")


def document(wish: ResolvedConfiguration, family: str | None) -> Document:
    """What is configured, alone or with the other members of a family as variants."""
    own = home()
    if family is None:
        return assemble(scene_recipe(wish, own.store), own.store, own.bakes)
    found = members(wish, find_family(wish.product, family), catalog(), today())
    recipes = {name: scene_recipe(each, own.store) for name, each in found.items()}
    return assemble_family(recipes, own.store, own.bakes)
