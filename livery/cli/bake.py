"""`livery bake PRODUCT`: bakes ahead of traffic, so that the first customer waits no longer than the next."""

import time
from typing import Any

import click

from configurator.configuration import Configuration
from configurator.distances import Distances, write_distances
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.name_files import base_model_name
from livery.cli.group import json_option, main, print_json, stdout
from livery.opened import catalog, home
from renderer.assemble.assemble import assemble
from renderer.distance import distance_from_reference
from renderer.studio import bake as bake_shot


@main.command()
@click.argument("product")
@click.option(
    "--measure",
    is_flag=True,
    help="Path-trace each shot as well, small, and keep with the product how far its pictures are from that.",
)
@json_option
def bake(product: str, *, measure: bool, as_json: bool) -> None:
    """Bake every gallery shot of PRODUCT in its default parts. What is baked already costs nothing."""
    wanted = resolve(Configuration(product=product), catalog())
    document = assemble(scene_recipe(wanted, home().store), home().store, home().bakes)
    baked: list[dict[str, Any]] = []
    for shot in shots(wanted, home().store):
        start = time.process_time()
        bake_shot(document, shot, home().store, home().bakes)
        baked.append({"shot": shot.name, "cpu_seconds": round(time.process_time() - start, 2)})
        if measure:
            baked[-1]["delta_e"] = round(distance_from_reference(document, shot, home().store, home().bakes), 2)
        if not as_json:
            away = f"   ΔE {baked[-1]['delta_e']:.2f} from reference" if measure else ""
            stdout.print(f"{shot.name:<24}{baked[-1]['cpu_seconds']:>8} s{away}")
    if measure:
        keep(wanted, {each["shot"]: each["delta_e"] for each in baked})
    if as_json:
        print_json({"ok": True, "shots": baked})


def keep(wanted: ResolvedConfiguration, found: dict[str, float]) -> None:
    """Write down what was measured, beside the product."""
    base = wanted.files[base_model_name(wanted.product)]
    write_distances(catalog().models, wanted.product, Distances(base=base, shots=found))
