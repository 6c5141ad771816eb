"""`livery bake PRODUCT`: bakes ahead of traffic, so that the first customer waits no longer than the next."""

import time

import click

from configurator.configuration import Configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import resolve
from livery.cli.group import json_option, main, print_json, stdout
from livery.cli.open import catalog, home
from renderer.assemble.assemble import assemble
from renderer.studio import bake as bake_shot


@main.command()
@click.argument("product")
@json_option
def bake(product: str, *, as_json: bool) -> None:
    """Bake every gallery shot of PRODUCT in its default parts. What is baked already costs nothing."""
    wanted = resolve(Configuration(product=product), catalog())
    document = assemble(scene_recipe(wanted, home().store), home().store, home().bakes)
    baked = []
    for shot in shots(wanted, home().store):
        start = time.process_time()
        bake_shot(document, shot, home().store, home().bakes)
        baked.append({"shot": shot.name, "cpu_seconds": round(time.process_time() - start, 2)})
        if not as_json:
            stdout.print(f"{shot.name:<24}{baked[-1]['cpu_seconds']:>8} s")
    if as_json:
        print_json({"ok": True, "shots": baked})
