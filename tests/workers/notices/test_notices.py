"""Customers and systems are told, by a real mail server and a real receiver; what fails comes again, not for ever."""

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from renderer.errors import InputError
from tests.support.letters import Letters, post_office
from workers.database.schema import notices
from workers.home import Home
from workers.notices.book import WAITS, NoticeBook
from workers.notices.deliver import deliver_due
from workers.notices.mail import ADDRESS, MailServer, composed
from workers.notices.webhook import receive_webhook, signed
from workers.settings import settings

SECRET = "whsec_" + base64.b64encode(b"a key of twenty-four bytes").decode()
WORDS = {"subject": "Fairway Two: فيرواي", "text": "Guten Tag,\n\nIhr Fairway Two ist versiegelt.\n", "language": "de"}


class Receiver:
    """A receiver of webhooks on this machine; `answers` are taken from the front, the last one stays."""

    def __init__(self) -> None:
        self.answers = [204]
        self.taken: list[tuple[dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0])
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Letters]:
    with post_office() as (taken, address):
        for name, value in address.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield taken


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("LIVERY_WEBHOOK_SECRET", SECRET)
    settings.cache_clear()
    yield Home(tmp_path)
    settings.cache_clear()


def add(home: Home, kind: Any, address: str, body: dict[str, Any]) -> str:  # noqa: ANN401
    book = NoticeBook(home.database)
    with home.database.transaction() as db:
        return book.add_in(db, kind, "specification.finalized", address, body)


def later(home: Home) -> None:
    """Everything that waits is due."""
    with home.database.transaction() as db:
        db.execute(update(notices).values(due_at=0.0))


def test_a_customer_gets_the_document_by_mail(home: Home, letters: Letters) -> None:
    files = [{"name": "spec.pdf", "media_type": "application/pdf", "blob": home.store.put(b"%PDF-1.7")}]
    name = add(home, "mail", "Ann <ann@b.example>", {"words": WORDS, "files": files})
    assert deliver_due(home) == 1
    letter = message_from_bytes(letters.taken[0], policy=default)
    assert (letter["To"], letter["Subject"]) == ("Ann <ann@b.example>", WORDS["subject"])
    assert letter["Message-ID"] == f"<{name}@a.example>"
    (sheet,) = letter.iter_attachments()
    assert (sheet.get_filename(), sheet.get_content()) == ("spec.pdf", b"%PDF-1.7")
    body = letter.get_body()
    assert body is not None
    assert body.get_content().splitlines() == WORDS["text"].splitlines()
    assert deliver_due(home) == 0


@pytest.mark.parametrize("address", ["nobody@b.example", "ann", "a@[", "a@b.example\r\nBcc: all@b.example"])
def test_an_address_that_is_none_is_given_up_at_once_and_stays_out_of_the_log(
    home: Home, letters: Letters, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    name = add(home, "mail", address, {"words": WORDS, "files": []})
    assert deliver_due(home) == 0
    state, _, why = NoticeBook(home.database).states()[name]
    assert (state, address in why, address in caplog.text) == ("given up", False, False)
    assert letters.taken == []


def test_whom_a_letter_went_to_is_forgotten_once_it_arrived(home: Home, letters: Letters) -> None:
    add(home, "mail", "ann@b.example", {"words": WORDS, "files": []})
    assert deliver_due(home) == 1
    with home.database.reading() as db:
        assert db.execute(select(notices.c.address)).scalars().all() == [""]
    assert len(letters.taken) == 1


def test_a_webhook_is_believed_once_by_those_who_have_the_key(home: Home, receiver: Receiver) -> None:
    name = add(home, "webhook", receiver.address, {"type": "specification.finalized", "data": {"spec": "ab"}})
    assert deliver_due(home) == 1
    headers, body = receiver.taken[0]
    at = float(headers["webhook-timestamp"])
    assert receive_webhook(headers, body, SECRET, at)["data"] == {"spec": "ab"}
    assert headers["webhook-id"] == name
    refused: dict[str, Callable[[], object]] = {
        "WEBHOOK_REPEATED": lambda: receive_webhook(headers, body, SECRET, at, {name}),
        "WEBHOOK_STALE": lambda: receive_webhook(headers, body, SECRET, at + 301),
        "WEBHOOK_FORGED": lambda: receive_webhook(headers, body + b" ", SECRET, at),
    }
    for code, act in refused.items():
        with pytest.raises(InputError) as raised:
            act()
        assert raised.value.code == code
    younger = {**headers, "webhook-timestamp": str(int(at) + 200)}
    with pytest.raises(InputError, match="does not fit"):
        receive_webhook(younger, body, SECRET, at + 400)


def test_signatures_are_those_of_the_standard() -> None:
    """The example of https://www.standardwebhooks.com, section on symmetric signatures."""
    made = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 1614265330
    )
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_does_not_arrive_comes_again_with_the_same_id_and_not_for_ever(home: Home, receiver: Receiver) -> None:
    name = add(home, "webhook", receiver.address, {"type": "t", "data": {}})
    receiver.answers = [500]
    for attempt in range(1, len(WAITS) + 2):
        assert deliver_due(home) == 0
        assert deliver_due(home) == 0, "before its time nobody tries again"
        state = NoticeBook(home.database).states()[name]
        assert state[:2] == ("given up" if attempt > len(WAITS) else "due", attempt)
        later(home)
    assert {headers["webhook-id"] for headers, _ in receiver.taken} == {name}
    assert len(receiver.taken) == len(WAITS) + 1


@pytest.mark.parametrize(
    ("answers", "states"), [([503, 204], ["due", "done"]), ([410], ["given up"]), ([302], ["due"])]
)
def test_answers_decide_what_becomes_of_it(
    home: Home, receiver: Receiver, answers: list[int], states: list[str]
) -> None:
    name = add(home, "webhook", receiver.address, {"type": "t", "data": {}})
    receiver.answers = answers
    for state in states:
        deliver_due(home)
        assert NoticeBook(home.database).states()[name][0] == state
        later(home)
    assert all(json.loads(body) == {"type": "t", "data": {}} for _, body in receiver.taken)


@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 " + b"o" * 70_000 + b"\r\n"])
def test_a_receiver_that_speaks_no_http_is_tried_again(home: Home, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        name = add(home, "webhook", f"http://127.0.0.1:{server.getsockname()[1]}/", {})
        thread = threading.Thread(target=answer_once, args=(server, answer))
        thread.start()
        assert deliver_due(home) == 0
        thread.join()
    assert NoticeBook(home.database).states()[name][:2] == ("due", 1)


def answer_once(server: socket.socket, answer: bytes) -> None:
    taken, _ = server.accept()
    with taken:
        taken.recv(65_536)
        taken.sendall(answer)
        taken.shutdown(socket.SHUT_WR)
        while taken.recv(65_536):
            pass


def test_one_that_fails_unexpectedly_counts_its_try_and_holds_nobody_up(home: Home, letters: Letters) -> None:
    lost = [{"name": "spec.pdf", "media_type": "application/pdf", "blob": "0" * 64}]
    bodies: list[dict[str, Any]] = [{"words": WORDS, "files": lost}, {"files": []}]
    bad = [add(home, "mail", "ann@b.example", body) for body in bodies]
    add(home, "mail", "ann@b.example", {"words": WORDS, "files": []})
    assert deliver_due(home) == 1
    states = NoticeBook(home.database).states()
    assert [states[name] for name in bad] == [("due", 1, "BLOB_MISSING"), ("due", 1, "KeyError")]
    assert len(letters.taken) == 1


@given(st.from_regex(ADDRESS, fullmatch=True))
@hypothesis_settings(max_examples=60, database=None)
def test_every_address_that_is_let_in_can_be_written_to(address: str) -> None:
    server = MailServer("mail.a.example", 25, "Livery <livery@a.example>")
    assert composed(server, "name", address, WORDS, (), 0.0).as_bytes()


def test_two_senders_send_it_once(home: Home) -> None:
    add(home, "webhook", "http://127.0.0.1:9/", {})
    one, other = (NoticeBook(home.database).take() for _ in range(2))
    assert (len(one), len(other)) == (1, 0)
