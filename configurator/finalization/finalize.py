"""The steps from a resolved configuration and its assets to a sealed folder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from configurator.availability import Delivery
from configurator.errors import FinalizationRefused
from configurator.finalization.document import sealed_document
from configurator.finalization.inputs import inputs
from configurator.finalization.place import Place
from configurator.finalization.proven import unproven
from configurator.handoff import hand_off
from configurator.resolve import ResolvedConfiguration
from configurator.seal.revision import Acceptance, Revision, SealedFile, at_second
from configurator.seal.sign import revision_json, seal_revision
from configurator.spec_sheet import SpecSheet, spec_sheet, spec_sheet_json, spec_sheet_page
from configurator.spec_sheet.agreement import Agreement, Unproven
from configurator.spec_sheet.make import configuration_digest
from renderer.asset import Asset
from renderer.digest import digest_bytes
from renderer.store import Store

WINDOW = timedelta(hours=24)
SHEETS = ("spec_sheet.json", "spec_sheet.html", "spec_sheet.pdf")


def new_spec() -> str:
    """A name for a specification that nobody can guess."""
    return token_hex(8)


@dataclass(frozen=True)
class Closing:
    """Who closes it, when, with which key; for how long after the first revision it can still be changed."""

    acceptance: Acceptance
    now: datetime
    key: Ed25519PrivateKey
    window: timedelta = WINDOW
    terms: bytes | None = None
    """Their text."""
    delivery: Delivery | None = None
    spec: str = field(default_factory=new_spec)
    """What a first revision is called; later ones keep that."""
    link: str = ""
    """Leads whoever holds the sheet to the model, where it is shown anywhere."""


def finalize(
    resolved: ResolvedConfiguration,
    assets: Sequence[Asset],
    store: Store,
    place: Place,
    closing: Closing,
    expected: Revision | None = None,
) -> Revision:
    """Seal the next revision into `place`: the first where it is empty, else a change to what is sealed there.

    `expected` is the revision that was there when the work began. Raises `FinalizationRefused` (409): ALREADY_FINALIZED
    where another has been sealed since, WINDOW_CLOSED where it is too late, SEAL_BROKEN where what is there does not
    hold. Nothing is written then.
    """
    doubted = unproven(assets, closing.acceptance)
    with place.alone():
        before = place.read()
        _require_expected(before, expected)
        require_open_window(place, before, closing)
        number, spec = (before.number + 1, before.spec) if before else (1, closing.spec)
        sheet = closing_sheet(resolved, drawn(assets), closing, agreement(closing, spec, doubted), number)
        files = [
            *drawn(assets),
            *_written(sheet, store, closing),
            *hand_off(resolved, spec, number, closing.delivery),
            *inputs(resolved, closing.now.date()),
        ]
        document = sealed_document(sheet, files, store, _revision(resolved, files, before, spec, closing), closing.key)
        revision = _revision(resolved, [*files, document], before, spec, closing)
        place.lay([*files, document], seal_revision(revision, closing.key), before)
    return revision


def _require_expected(before: Revision | None, expected: Revision | None) -> None:
    if before != expected:
        now = f"revision {before.number}" if before else "nothing"
        message = f"Somebody else was faster: there is {now} now. Look at it, and finalize again if you still want to."
        raise FinalizationRefused(message, code="ALREADY_FINALIZED")


def require_open_window(place: Place, before: Revision | None, closing: Closing) -> None:
    """Raise `FinalizationRefused` WINDOW_CLOSED where the revision that is sealed stands for good."""
    first = before if before is None or before.number == 1 else place.read(1)
    if first is not None:
        require_in_time(first, closing.now, closing.window)


def require_in_time(first: Revision, now: datetime, window: timedelta) -> None:
    """Raise `FinalizationRefused` WINDOW_CLOSED where `now` is later than `window` after the first revision."""
    end = first.sealed_at + window
    if now > end:
        message = f"It could be changed until {end:%Y-%m-%d %H:%M:%S %Z}. Order it anew, as another specification."
        raise FinalizationRefused(message, code="WINDOW_CLOSED", details={"until": end.isoformat()})


def drawn(assets: Sequence[Asset]) -> list[Asset]:
    """The assets that workers made of the model; sheets are written anew for each revision."""
    return [asset for asset in assets if asset.name not in SHEETS]


def agreement(closing: Closing, spec: str, doubted: Unproven | None) -> Agreement:
    """What the sheet says of the closing."""
    accepted = closing.acceptance
    return Agreement(
        spec=spec,
        approver=accepted.approver,
        at=accepted.at,
        terms_version=accepted.terms,
        terms=(closing.terms or b"").decode(),
        unproven=doubted,
    )


def closing_sheet(
    resolved: ResolvedConfiguration, assets: Sequence[Asset], closing: Closing, agreed: Agreement, number: int
) -> SpecSheet:
    """The sheet with what was agreed."""
    arrives = closing.delivery.arrives_on if closing.delivery else None
    return spec_sheet(resolved, assets, number, link=closing.link, arrives_on=arrives, agreement=agreed)


def _written(sheet: SpecSheet, store: Store, closing: Closing) -> list[Asset]:
    """The sheet for machines and as a page, and the terms."""
    pages = [
        Asset("spec_sheet.json", "application/json", spec_sheet_json(sheet)),
        Asset("spec_sheet.html", "text/html; charset=utf-8", spec_sheet_page(sheet, store)),
    ]
    terms = [] if closing.terms is None else [Asset("terms.md", "text/markdown; charset=utf-8", closing.terms)]
    return pages + terms


def _revision(
    resolved: ResolvedConfiguration, files: Sequence[Asset], before: Revision | None, spec: str, closing: Closing
) -> Revision:
    price = resolved.price
    return Revision(
        spec=spec,
        number=before.number + 1 if before else 1,
        previous=digest_bytes(revision_json(before)) if before else None,
        sealed_at=at_second(closing.now),
        product=resolved.product.id,
        configuration_sha256=configuration_digest(resolved),
        acceptance=closing.acceptance,
        total=price.total,
        currency=price.currency,
        price_list=price.price_list,
        price_list_sha256=price.price_list_sha256,
        files=tuple(
            SealedFile(name=file.name, media_type=file.media_type, bytes=len(file.data), sha256=file.digest)
            for file in sorted(files, key=lambda file: file.name)
        ),
    )
