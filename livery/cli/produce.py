"""`livery produce CONFIG -o DIR`: what the workshop prints, cuts and sews."""

from pathlib import Path

import click

from configurator.resolve import ResolvedConfiguration
from configurator.resolve.personalization import ResolvedPersonalization
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.open import catalog, resolved
from renderer.artwork.find_color import read_palettes
from renderer.production.job import Order, production_files
from renderer.production.placement import Placement
from renderer.store import write_atomically


@main.command()
@click.argument("config", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to fill."
)
@json_option
def produce(config: Path, output: Path, *, as_json: bool) -> None:
    """Production files of every personalization of CONFIG, a folder each: print PDF, SVG, DXF, stitches, placement."""
    written = [
        output / folder / name
        for folder, files in production(resolved(config)).items()
        for name in sorted(files)
        if write_file(output / folder / name, files[name])
    ]
    if as_json:
        print_json({"ok": True, "files": [str(path) for path in written]})
    else:
        for path in written:
            stdout.print(escape(str(path)))


def production(wanted: ResolvedConfiguration) -> dict[str, dict[str, bytes]]:
    """Files by folder (zone and finish) and name."""
    rack = read_palettes(catalog().materials / "palettes")
    return {f"{each.zone.id}-{each.finish}": production_files(order(each), rack) for each in wanted.personalizations}


def order(each: ResolvedPersonalization) -> Order:
    """A personalization as the workshop gets it."""
    placement = Placement(each.zone.name, (each.zone.width_mm, each.zone.height_mm), (each.width_mm, each.height_mm))
    named = {each.color: str(each.wishes["color"])} if "color" in each.wishes else {}
    return Order(each.svg.encode(), each.finish, placement, names=tuple(named.items()))


def write_file(path: Path, data: bytes) -> bool:
    """Write one file and make the folder for it; always true."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    return True
