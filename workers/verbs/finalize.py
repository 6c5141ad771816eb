"""A configuration that somebody has accepted → its next sealed revision, with everything that belongs to it.

made, as a build makes it ─► proven ─► sealed ─► revision, state, trail and reservations written down, all or nothing
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from configurator.catalog import Catalog
from configurator.finalization import Closing, require_proven
from configurator.finalization import finalize as seal
from configurator.finalization.archive import Shelf
from configurator.production import production_package
from configurator.production.rack import workshop_rack
from configurator.resolve import ResolvedConfiguration
from configurator.review import Saved, Shares
from configurator.review.states import way_to_seal
from configurator.seal.revision import Acceptance, Revision
from configurator.seal.sign import revision_json
from configurator.spec_sheet.make import model_link
from renderer.asset import Asset
from renderer.digest import canonical_json, digest_bytes
from renderer.recipe import Blob, Frozen
from workers.closing import Closer, token_of
from workers.desk import archive_of, desk_of
from workers.files import beside
from workers.home import Home
from workers.job import AssetRecord
from workers.notices.book import NoticeBook
from workers.notices.finalized import changeable_until, tell_finalized
from workers.settings import settings
from workers.trip import FOR_PRODUCTION
from workers.verbs.attach import fetched
from workers.verbs.build import Perform, Say, build


class Wish(Frozen):
    """What is to be closed, and who has agreed to what."""

    resolved: Blob
    configuration: str
    """The id, which the specification has as well."""
    seen: str
    """The tag of what was agreed to."""
    acceptance: Acceptance
    terms: Blob | None
    amends: Blob | None = None
    """The revision that this is to take the place of; None for a first."""
    window_hours: int
    mail_to: str = ""
    """The customer's address, where they want to be written to."""
    credential: str = ""
    """What let in whoever asked for it, as the trail names that."""


def finalize(inputs: dict[str, Any], home: Home, perform: Perform, say: Say) -> Asset:
    """`inputs`: a `Wish` as JSON. The asset names the revision. Done again, it is found done.

    Raises `FinalizationRefused` where somebody was faster, it is too late, the state forbids it, or what was made does
    not show what was drawn: UNPROVEN.
    """
    wish = Wish.model_validate(inputs)
    resolved = read(wish, home)
    before = Shelf(archive_of(home), wish.configuration, 0, _nothing).read()
    if before and (before.previous, before.acceptance) == (wish.amends, wish.acceptance):
        return told(before)
    seen = desk_of(home).load(wish.configuration)
    wanted = {"resolved": wish.resolved, "also": list(FOR_PRODUCTION), "proven": True}
    built = build(wanted, home, perform, say)
    made = [fetched(AssetRecord.model_validate(each), home) for each in json.loads(built.data)["assets"]]
    require_proven(made, wish.acceptance)
    made += production_package(resolved, workshop_rack(catalog()))
    closer = Closer(home, catalog(), resolved, wish.configuration)
    closing = close(wish, closer)
    version = seen.version + (wish.amends is not None)
    shelf = Shelf(archive_of(home), wish.configuration, version, along(wish, closer, closing))
    with closer.saying_when(closing.now.date()):
        return told(seal(resolved, made, home.store, shelf, closing, amended(before, wish)))


def read(wish: Wish, home: Home) -> ResolvedConfiguration:
    """The resolved configuration, beside the files that it names."""
    resolved = ResolvedConfiguration.model_validate_json(home.store.get(wish.resolved))
    chosen = beside(resolved.configuration, home)
    return resolved.model_copy(update={"configuration": chosen}).within(settings().models, settings().materials)


def amended(before: Revision | None, wish: Wish) -> Revision | None:
    """The revision that the wish was made in view of, where it is still the newest."""
    return before if before and digest_bytes(revision_json(before)) == wish.amends else None


def close(wish: Wish, closer: Closer) -> Closing:
    """Terms, time, key, delivery, and where the sheet leads."""
    terms = closer.home.store.get(wish.terms) if wish.terms else None
    link = model_link(settings().site, token_of(wish.configuration, closer.home))
    return closer.closing(wish.acceptance, timedelta(hours=wish.window_hours), terms, link)


def along(wish: Wish, closer: Closer, closing: Closing) -> Callable[[Connection, Revision], None]:
    """What comes about with the revision, or not at all: version, state, trail, link, reservations, who is told."""
    home, resolved = closer.home, closer.resolved
    arrives = closing.delivery.arrives_on if closing.delivery else None
    desk = replace(desk_of(home), credential=wish.credential)
    by, now = wish.acceptance.approver, wish.acceptance.at
    reserve = closer.reserving(closing.delivery)
    why = {"unproven": wish.acceptance.unproven} if wish.acceptance.unproven else {}

    def write(db: Connection, revision: Revision) -> None:
        held: Saved = desk.hold(db, wish.configuration, wish.seen)
        if wish.amends:
            held = desk.add(db, held, resolved.configuration, by, now, resolved.price)
        for state in way_to_seal(held.state):
            desk.step(db, held, state, by, now, why if state == "finalized" else None)
            held = held.model_copy(update={"state": state})
        reserve(db)
        if closing.link:
            Shares(desk).keep_in(db, token_of(wish.configuration, home), wish.configuration)
        until = changeable_until(archive_of(home).first_in(db, revision), closing.window)
        whom = {"link": closing.link, "mail_to": wish.mail_to, "tenant": home.tenant}
        tell_finalized(db, NoticeBook(home.database), resolved, revision, until=until, arrives_on=arrives, **whom)

    return write


def told(revision: Revision) -> Asset:
    """The revision's name."""
    name = {"spec": revision.spec, "revision": revision.number}
    return Asset("specification.json", "application/json", canonical_json(name), {}, name)


@lru_cache
def catalog() -> Catalog:
    """The catalog, read once a process."""
    return Catalog.load(settings().models, settings().materials)


def _nothing(_: Connection, __: Revision) -> None:
    """For a shelf that is only looked at."""
