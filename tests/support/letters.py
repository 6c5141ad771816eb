"""A real mail server on this machine, which keeps what it is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class Letters:
    """What a mail server has taken."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 - as the library calls it
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802 - as above
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def post_office() -> Iterator[tuple[Letters, dict[str, str]]]:
    """The letters that are taken, and the settings that have them sent here."""
    made, port = Letters(), free_port()
    server = Controller(made, hostname="127.0.0.1", port=port, ready_timeout=10)
    server.start()
    wanted = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none", "FROM": "Fairway <carts@a.example>"}
    try:
        yield made, {f"LIVERY_SMTP_{name}": value for name, value in wanted.items()}
    finally:
        server.stop()
