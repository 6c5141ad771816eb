"""`livery stale PLAN -o DIR`: which catalog pictures a change has touched."""

from dataclasses import asdict
from pathlib import Path

import click

from configurator.batch import check_plan, read_plan
from livery.cli.batch import batch
from livery.cli.group import json_option, main, print_json, stdout
from livery.opened import catalog, home, today
from workers.batch.lanes import Lanes
from workers.batch.run import Options
from workers.batch.stale import causes, stale
from workers.batch.survey import survey
from workers.settings import settings


@main.command("stale")
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    required=True,
    help="The folder of a batch.",
)
@click.option("--exact", is_flag=True, help="It was drawn with --exact.")
@click.option("--renew", is_flag=True, help="Draw them again, as livery batch does.")
@json_option
@click.pass_context
def stale_command(context: click.Context, plan: Path, output: Path, *, exact: bool, renew: bool, as_json: bool) -> None:
    """Which pictures of PLAN in a folder would be others now, and why: a changed swatch touches all that show it."""
    wanted = read_plan(plan)
    check_plan(wanted, catalog(), today())
    if renew:
        context.invoke(batch, plan=plan, output=output, dry_run=False, exact=exact, as_json=as_json)
        return
    with Lanes(settings().home, settings().processes) as lanes:
        found = stale(survey(wanted, catalog(), home(), today()), catalog(), lanes, Options(output, exact))
    if as_json:
        stale_files = [asdict(each) for each in found.stale]
        print_json({"ok": True, "stale": stale_files, "unknown_until_baked": list(found.unknown)})
        return
    stdout.print(
        f"{len(found.stale):,} files are stale{'.' if found.stale or found.unknown else ': nothing to renew.'}"
    )
    if found.unknown:
        stdout.print(f"{len(found.unknown):,} are unknown until their views are baked, as --renew does.")
    for cause, count in causes(found.stale):
        stdout.print(f"  {cause:<36} touches {count:,}")
