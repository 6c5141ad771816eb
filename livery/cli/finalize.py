"""`livery finalize CONFIG -o DIR`: a sealed folder."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Connection

from configurator.finalization import Closing, accept, new_spec, require_open_window, require_proven, terms_of
from configurator.finalization import finalize as seal
from configurator.finalization.folder import SealedFolder
from configurator.language import LanguageCode
from configurator.money import money
from configurator.production import production_package
from configurator.production.rack import workshop_rack
from configurator.resolve import ResolvedConfiguration
from configurator.seal.revision import Revision
from livery.cli.build import carrier
from livery.cli.group import escape, json_option, main, print_json, stdout
from livery.cli.language import language_option
from livery.cli.open import resolved
from livery.cli.progress import watching
from livery.opened import catalog, home
from renderer.asset import Asset
from workers.closing import Closer
from workers.trip import FOR_PRODUCTION, Trip
from workers.verbs.attach import fetched

FOLDER = click.Path(path_type=Path, file_okay=False)


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=FOLDER, required=True, help="The folder to seal.")
@click.option("--accept-terms", "terms", required=True, metavar="VERSION", help="The terms that are agreed to.")
@click.option("--approver", required=True, metavar="NAME", help="Who agrees.")
@click.option("--window", type=click.IntRange(0, 24 * 365), default=24, help="Hours in which it can be changed.")
@click.option(
    "--accept-unproven", "unproven", default="", metavar="REASON", help="Seal also what differs from what was drawn."
)
@language_option
@json_option
def finalize(
    config: Path,
    *,
    output: Path,
    terms: str,
    approver: str,
    window: int,
    unproven: str,
    language: LanguageCode | None,
    as_json: bool,
) -> None:
    """Build CONFIG and seal it into a folder, signed. Into one that is sealed: its next revision, inside the window."""
    folder = SealedFolder(output)
    before = folder.read()
    wanted = resolved(config, language)
    closer = Closer(home(), catalog(), wanted, before.spec if before else new_spec())
    accepted = accept(catalog(), wanted.product.id, terms, approver, datetime.now(UTC), unproven)
    closing = closer.closing(accepted, timedelta(hours=window), terms_text(wanted, terms))
    require_open_window(folder, before, closing)
    assets = draw(wanted, quiet=as_json)
    require_proven(assets, accepted)
    place = Reserved(folder, closer.reserving(closing.delivery))
    with closer.saying_when(closing.now.date()):
        revision = seal(wanted, assets, home().store, place, closing, before)
    if as_json:
        print_json({"ok": True, "folder": str(output), "revision": revision.model_dump(mode="json", by_alias=True)})
    else:
        print_revision(revision, output, closing)


@dataclass(frozen=True)
class Reserved:
    """A folder into which nothing is laid unless stock and production days are set aside for it as well.

    They are once the folder lies there: a process that is killed meanwhile leaves neither behind.
    """

    folder: SealedFolder
    reserve: Callable[[Connection], None]

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else lays anything there meanwhile."""
        return self.folder.alone()

    def read(self, number: int | None = None) -> Revision | None:
        """The newest revision, or the one of that number."""
        return self.folder.read(number)

    def lay(self, files: Sequence[Asset], sealed: tuple[bytes, bytes], before: Revision | None) -> None:
        """Both, or neither; raises `FinalizationRefused` SLOT_TAKEN and STOCK_TAKEN."""
        with home().database.transaction() as db:
            self.reserve(db)
            self.folder.lay(files, sealed, before)


def terms_text(wanted: ResolvedConfiguration, version: str) -> bytes | None:
    """What is agreed to, where the product has terms."""
    texts = terms_of(catalog(), wanted.product.id)
    return texts[version].read_bytes() if texts else None


def draw(wanted: ResolvedConfiguration, *, quiet: bool) -> list[Asset]:
    """Everything that `livery build` makes, and what the workshop works from."""
    with carrier() as carries, watching(quiet=quiet) as watch:
        made = Trip(home(), carries, watch).take(wanted, FOR_PRODUCTION, proven=True)
    return [*(fetched(record, home()) for record in made.assets), *production_package(wanted, workshop_rack(catalog()))]


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
