"""`livery gc`: lets go of what nobody needs any more."""

import click

from livery.cli.group import json_option, main, print_json, stdout
from livery.opened import home
from workers.garbage import Tidied, tidy
from workers.prune_bakes import Pruned, prune
from workers.settings import settings


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option(
    "--days", type=click.FloatRange(0.0, 3650.0), default=30.0, show_default=True, help="What is younger stays."
)
@json_option
def gc(*, dry_run: bool, days: float, as_json: bool) -> None:
    """Let go of stored bytes, uploads and ended jobs that are old and unnamed, and of bakes that nobody uses.

    What a sealed specification or a saved configuration names is never touched. Pictures, models and bakes are made
    again when they are asked for; an upload that nobody has saved a configuration with is gone, and is uploaded again.
    """
    found = list(tidy(home(), days, dry_run=dry_run))
    bakes = prune(home().bakes, days * 86400, settings().bakes_gb * 1e9, dry_run=dry_run)
    if as_json:
        print_json({"ok": True, "dry_run": dry_run, "tenants": [vars(each) for each in found], "bakes": vars(bakes)})
        return
    for each in found:
        print_tidied(each, dry_run=dry_run)
    print_pruned(bakes, dry_run=dry_run)


def print_tidied(found: Tidied, *, dry_run: bool) -> None:
    """A line a tenant."""
    verb, size = "would go" if dry_run else "went", f"{found.bytes / 1e6:,.1f} MB"
    stdout.print(f"[bold]{found.tenant or 'operator'}[/]  {found.removed} {verb} ({size}), {found.kept} stay; ", end="")
    stdout.print(f"{found.jobs} ended jobs {verb}")


def print_pruned(found: Pruned, *, dry_run: bool) -> None:
    """A line for what this host keeps so that pictures come sooner."""
    verb = "would go" if dry_run else "went"
    stdout.print(f"[bold]bakes[/]  {found.removed} {verb} ({found.bytes / 1e6:,.1f} MB), ", end="")
    stdout.print(f"{found.kept} stay ({found.kept_bytes / 1e6:,.1f} MB)")
