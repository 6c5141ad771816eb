"""`livery demo`: the example golf cart, end to end."""

import time
from pathlib import Path

import click

from livery.cli.build import build_into
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.summary import delivery_json, print_delivery
from workers.settings import ROOT

EXAMPLE = ROOT / "examples" / "golf_cart_fitzgerald.json"


@main.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "output" / "demo",
    help="The folder to fill.",
)
@json_option
def demo(output: Path, *, as_json: bool) -> None:
    """The example golf cart, end to end, into output/demo/."""
    start = time.monotonic()
    delivery = build_into(EXAMPLE, output, quiet=as_json)
    if as_json:
        print_json(delivery_json(delivery, output))
        return
    print_delivery(delivery, output)
    stdout.print(f"[dim]{time.monotonic() - start:.1f} s[/]")
