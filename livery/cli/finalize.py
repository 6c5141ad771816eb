"""`livery finalize CONFIG -o DIR`: a sealed folder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from configurator.availability.delivery import needed
from configurator.availability.foresee import foresee, stock_of
from configurator.finalization import Closing, accept, new_spec, require_open_window, terms_of
from configurator.finalization import finalize as seal
from configurator.finalization.folder import SealedFolder
from configurator.language import LanguageCode
from configurator.money import money
from configurator.production import production_package
from configurator.resolve import ResolvedConfiguration
from configurator.seal.keys import signing_key
from configurator.seal.revision import Revision
from livery.cli.build import carrier
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.language import language_option
from livery.cli.open import reservations, resolved
from livery.cli.produce import rack
from livery.cli.progress import watching
from livery.opened import catalog, home
from renderer.asset import Asset
from workers.settings import settings
from workers.trip import FOR_PRODUCTION, Trip
from workers.verbs.attach import fetched

FOLDER = click.Path(path_type=Path, file_okay=False)


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=FOLDER, required=True, help="The folder to seal.")
@click.option("--accept-terms", "terms", required=True, metavar="VERSION", help="The terms that are agreed to.")
@click.option("--approver", required=True, metavar="NAME", help="Who agrees.")
@click.option("--window", type=click.IntRange(0, 24 * 365), default=24, help="Hours in which it can be changed.")
@language_option
@json_option
def finalize(
    config: Path,
    *,
    output: Path,
    terms: str,
    approver: str,
    window: int,
    language: LanguageCode | None,
    as_json: bool,
) -> None:
    """Build CONFIG and seal it into a folder, signed. Into one that is sealed: its next revision, inside the window."""
    folder = SealedFolder(output)
    before = folder.read()
    wanted = resolved(config, language)
    closing = close(wanted, terms, approver, window, before)
    require_open_window(folder, before, closing)
    assets = draw(wanted, quiet=as_json)
    revision = reserve_and_seal(wanted, assets, folder, closing, before)
    if as_json:
        print_json({"ok": True, "folder": str(output), "revision": revision.model_dump(mode="json", by_alias=True)})
    else:
        print_revision(revision, output, closing)


def close(wanted: ResolvedConfiguration, terms: str, approver: str, window: int, before: Revision | None) -> Closing:
    """Terms, time, key and delivery of this revision."""
    now, product = datetime.now(UTC), wanted.product.id
    acceptance = accept(catalog(), product, terms, approver, now)
    texts = terms_of(catalog(), product)
    spec = before.spec if before else new_spec()
    stock = stock_of(catalog(), product)
    delivery = foresee(wanted, catalog(), stock, reservations(), now.date(), spec)
    return Closing(
        acceptance=acceptance,
        now=now,
        key=signing_key(home().keys),
        window=timedelta(hours=window),
        terms=texts[terms].read_bytes() if texts else None,
        delivery=delivery,
        spec=spec,
        site=settings().site,
    )


def draw(wanted: ResolvedConfiguration, *, quiet: bool) -> list[Asset]:
    """Everything that `livery build` makes, and what the workshop works from."""
    with carrier() as carries, watching(quiet=quiet) as watch:
        made = Trip(home(), carries, watch).take(wanted, FOR_PRODUCTION, proven=True)
    return [*(fetched(record, home()) for record in made.assets), *production_package(wanted, rack())]


def reserve_and_seal(
    wanted: ResolvedConfiguration, assets: list[Asset], folder: SealedFolder, closing: Closing, before: Revision | None
) -> Revision:
    """Stock and production days first; where the sealing fails, what was set aside before is so again."""
    slots = closing.delivery.slots if closing.delivery else {}
    per_day = catalog().production[wanted.product.id].per_day
    held = reservations().held(closing.spec)
    reservations().reserve(closing.spec, needed(wanted), slots, per_day)
    try:
        return seal(wanted, assets, home().store, folder, closing, before)
    except BaseException:
        reservations().reserve(closing.spec, *held, per_day)
        raise


def print_revision(revision: Revision, output: Path, closing: Closing) -> None:
    """What was sealed, and what comes next."""
    stdout.print(
        f"[bold green]Sealed.[/] Specification {revision.spec}, revision {revision.number}, {escape(str(output))}"
    )
    stdout.print(f"  {money(revision.total, revision.currency)}, by price list {revision.price_list}")
    if closing.delivery:
        stdout.print(f"  arrives {closing.delivery.arrives_on}")
    stdout.print(f"  agreed to terms {revision.acceptance.terms}: {escape(revision.acceptance.approver)}")
    if revision.number == 1:
        stdout.print(f"  can be changed until {revision.sealed_at + closing.window:%Y-%m-%d %H:%M %Z}")
    stdout.print(f"  [dim]livery verify {escape(str(output))}[/]")
