"""Who is told of a sealed revision, and in what words."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from configurator.finalization.document import NAME
from configurator.language.language import Language
from configurator.resolve import ResolvedConfiguration
from configurator.seal.revision import Revision
from workers.notices.book import NoticeBook
from workers.settings import settings

EVENT = "specification.finalized"


def tell_finalized(
    db: Connection,
    book: NoticeBook,
    resolved: ResolvedConfiguration,
    revision: Revision,
    *,
    until: datetime,
    arrives_on: date | None = None,
    link: str = "",
    mail_to: str = "",
    tenant: str = "",
) -> list[str]:
    """Write down, with the revision, a webhook to each receiver, and a mail where there is an address; their ids."""
    told = tell_systems(db, book, EVENT, stated(revision), tenant)
    if not mail_to:
        return told
    sheet = next(file for file in revision.files if file.name == NAME)
    files = [{"name": f"{revision.spec}.pdf", "media_type": sheet.media_type, "blob": sheet.sha256}]
    body = {"words": next_steps(resolved, revision, until, arrives_on, link), "files": files, "tenant": tenant}
    return [*told, book.add_in(db, "mail", EVENT, mail_to, body, tenant)]


def tell_systems(db: Connection, book: NoticeBook, event: str, data: dict[str, Any], tenant: str = "") -> list[str]:
    """Write down a webhook to each receiver of the settings; their ids."""
    addresses = [each.strip() for each in settings().webhooks.split(",") if each.strip()]
    return [book.add_in(db, "webhook", event, each, {"type": event, "data": data}, tenant) for each in addresses]


def stated(revision: Revision) -> dict[str, Any]:
    """What systems are told: enough to fetch the rest."""
    plain = revision.model_dump(
        mode="json",
        include={"spec", "number", "product", "configuration_sha256", "sealed_at", "total", "currency"},
    )
    return {**plain, "files": {file.name: file.sha256 for file in revision.files if file.name.startswith("order/")}}


def next_steps(
    resolved: ResolvedConfiguration, revision: Revision, until: datetime, arrives_on: date | None, link: str
) -> dict[str, str]:
    """Subject and text of the mail, in the language of the documents."""
    say = Language.of(resolved.language, resolved.configuration.market, resolved.product.translations)
    product = say.say(resolved.product.name)
    steps = [say.text("mail.change", until=say.moment(until)), say.text("mail.build")]
    steps += [say.text("mail.look", link=link)] if link else []
    lines = [
        say.text("mail.hello", name=revision.acceptance.approver),
        "",
        say.text("mail.sealed", product=product),
        "",
        say.text("mail.total", total=say.money(revision.total, revision.currency)),
        *([say.text("mail.arrives", day=say.day(arrives_on))] if arrives_on else []),
        "",
        f"{say.text('mail.next')}:",
        *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
        "",
    ]
    subject = say.text("mail.subject", product=product, reference=revision.spec, number=revision.number)
    return {"subject": subject, "text": "\n".join(lines), "language": resolved.language}


def changeable_until(first: Revision, window: timedelta) -> datetime:
    """Until when the specification that `first` began can be changed."""
    return first.sealed_at + window
