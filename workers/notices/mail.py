"""E-mail by SMTP, as the settings say."""

import re
import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import Literal

from workers.errors import NoticeUndelivered

TIMEOUT_SECONDS = 30.0
ADDRESS = r"^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@\w([\w-]{0,61}\w)?(\.\w([\w-]{0,61}\w)?)*$"
"""One person's, as browsers take it (https://html.spec.whatwg.org/#valid-e-mail-address), in any script."""
PERMANENT = 500
"""SMTP replies from here on will be the same the next time (RFC 5321, 4.2.1)."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    sender: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""


def send_mail(
    server: MailServer,
    name: str,
    to: str,
    words: Mapping[str, str],
    files: Sequence[tuple[str, str, bytes]] = (),
    at: float | None = None,
) -> None:
    """Send `words` (subject, text, language) to `to` with `files` (name, media type, bytes).

    The Message-ID is made of `name`, so that a mail sent twice is one to those who receive it. Raises
    `NoticeUndelivered`, which is written to logs and does not name the customer.
    """
    message = composed(server, name, to, words, files, at)
    kind = smtplib.SMTP_SSL if server.security == "tls" else smtplib.SMTP
    try:
        with kind(server.host, server.port, timeout=TIMEOUT_SECONDS) as smtp:
            if server.security == "starttls":
                smtp.starttls()
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code = max(answer[0] for answer in error.recipients.values())
        raise NoticeUndelivered(f"The address is refused ({code}).", for_good=code >= PERMANENT) from None
    except smtplib.SMTPResponseException as error:
        raise NoticeUndelivered(f"The mail server does not take it ({error.smtp_code}).") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NoticeUndelivered(f"The mail server does not answer as one: {type(error).__name__}.") from None


def composed(
    server: MailServer,
    name: str,
    to: str,
    words: Mapping[str, str],
    files: Sequence[tuple[str, str, bytes]],
    at: float | None,
) -> EmailMessage:
    """The message; raises `NoticeUndelivered` for an address that is none."""
    if not re.fullmatch(ADDRESS, parseaddr(to)[1]) or any(each in to for each in "\r\n"):
        raise NoticeUndelivered("That is no e-mail address.", for_good=True)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = server.sender, to, words["subject"]
    message["Date"] = formatdate(at)
    message["Message-ID"] = f"<{name}@{parseaddr(server.sender)[1].rpartition('@')[2]}>"
    message["Content-Language"] = words["language"]
    message.set_content(words["text"])
    for file, media_type, data in files:
        main, _, part = media_type.partition(";")[0].partition("/")
        message.add_attachment(data, maintype=main, subtype=part, filename=file)
    return message
