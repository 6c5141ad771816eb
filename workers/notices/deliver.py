"""Send what is due; what does not arrive is sent again, later each time."""

import logging
import time

from renderer.errors import LiveryError
from workers.errors import NoticeUndelivered
from workers.home import Home
from workers.notices.book import Notice, NoticeBook
from workers.notices.mail import MailServer, send_mail
from workers.notices.webhook import send_webhook
from workers.settings import settings

log = logging.getLogger("livery.notices")


def deliver_due(home: Home) -> int:
    """One round; returns how many arrived."""
    book = NoticeBook(home.database)
    arrived = 0
    for notice in book.take():
        try:
            deliver(notice, home)
        except NoticeUndelivered as error:
            log.warning("notice put off", extra={"notice": notice.id, "event": notice.event, "why": error.message})
            book.failed(notice, error.message, for_good=error.for_good)
        except Exception as error:
            # Whatever it is, it is this notice's: it counts as a try, and the others are sent.
            log.exception("notice failed unexpectedly", extra={"notice": notice.id, "event": notice.event})
            book.failed(notice, error.code if isinstance(error, LiveryError) else type(error).__name__)
        else:
            book.done(notice)
            arrived += 1
    return arrived


def deliver(notice: Notice, home: Home) -> None:
    """Send one; raises `NoticeUndelivered`, and `BlobMissing` or `StoreUnavailable` where its files cannot be had."""
    if notice.kind == "webhook":
        send_webhook(notice.address, notice.id, notice.body, settings().webhook_secret, time.time())
    else:
        store = home.of(str(notice.body.get("tenant", ""))).store
        files = [(each["name"], each["media_type"], store.get(each["blob"])) for each in notice.body["files"]]
        send_mail(mail_server(), notice.id, notice.address, notice.body["words"], files, time.time())


def mail_server() -> MailServer:
    """The one that the settings name; raises `NoticeUndelivered` where they name none."""
    wanted = settings()
    if not wanted.smtp_host:
        raise NoticeUndelivered("No mail server is set. Set LIVERY_SMTP_HOST and LIVERY_SMTP_FROM.")
    return MailServer(
        wanted.smtp_host,
        wanted.smtp_port,
        wanted.smtp_from,
        wanted.smtp_security,
        wanted.smtp_user,
        wanted.smtp_password,
    )
