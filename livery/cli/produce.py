"""`livery produce CONFIG -o DIR`: what the workshop prints, cuts and sews."""

from pathlib import Path

import click

from configurator.production import production_package
from configurator.production.rack import workshop_rack
from configurator.spec_sheet.assets import PRODUCTION
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import resolved
from livery.opened import catalog
from renderer.store import write_atomically


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to fill."
)
@json_option
def produce(config: Path, output: Path, *, as_json: bool) -> None:
    """What the workshop works from: a folder an artwork (print PDF, SVG, DXF, stitches, placement), cut list, work
    instructions, checkpoints and the build sheet."""
    written = []
    for asset in production_package(resolved(config), workshop_rack(catalog())):
        path = output / asset.name.removeprefix(PRODUCTION)
        write_atomically(path, asset.data)
        written.append(path)
    if as_json:
        print_json({"ok": True, "files": [str(path) for path in written]})
    else:
        for path in written:
            stdout.print(escape(str(path)))
