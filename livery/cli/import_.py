"""`livery import FILE -o models/NAME`: a product out of anyone's model."""

from pathlib import Path
from shlex import quote

import click

from configurator.import_model import Imported, import_model
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.opened import catalog
from workers.settings import settings


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The product's folder, such as models/NAME.",
)
@click.option("--placement", type=click.Choice(["floor", "table", "wall"]), default="floor", help="Where it stands.")
@click.option("--scale", type=click.FloatRange(1e-6, 1e6), default=1.0, help="Metres in one unit of FILE.")
@json_option
def import_(file: Path, output: Path, placement: str, scale: float, *, as_json: bool) -> None:
    """A product out of anyone's .glb or .gltf: its model in place, its materials to choose, its pictures framed."""
    made = import_model(file, output.resolve(), catalog(), placement=placement, scale=scale)
    if as_json:
        print_json(imported_json(made))
    else:
        print_imported(made, output)


def imported_json(made: Imported) -> dict[str, object]:
    """What was made, for machines."""
    features = {feature.code: [option.code for option in feature.options] for feature in made.product.features}
    return {
        "ok": True,
        "product": made.product.id,
        "folder": str(made.folder),
        "size_mm": list(made.product.size_mm),
        "features": features,
        "shots": [shot.name for shot in made.product.shots],
        "remarks": list(made.remarks),
    }


def print_imported(made: Imported, output: Path) -> None:
    """What was made, what to look at, and where to go on."""
    size = " × ".join(f"{side:,.0f}" for side in made.product.size_mm)
    stdout.print(f"[bold green]{escape(str(output))}[/]  {size} mm, {len(made.product.shots)} shots")
    for feature in made.product.features:
        stdout.print(f"  {escape(feature.name)}  [dim]{feature.code}, {len(feature.options)} options[/]")
    for remark in made.remarks:
        stdout.print(f"  [yellow]{escape(remark)}[/]")
    stdout.print(f"Go on in {escape(str(output / 'product.toml'))}, then: {escape(next_command(made))}")


def next_command(made: Imported) -> str:
    """What shows its options, as a shell takes it: with the setting that finds a product outside of the models."""
    around = made.folder.resolve().parent
    beside = around == settings().models.resolve()
    return f"{'' if beside else f'LIVERY_MODELS={quote(str(around))} '}livery options {made.product.id}"
