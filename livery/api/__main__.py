"""`python -m livery.api HOST PORT open|keys`: one API process, as `livery up` starts it."""

import socket
import sys
from contextlib import suppress

import uvicorn

from livery.api.app import create_app
from livery.api.service import open_service
from workers.logs import configure_logging
from workers.settings import settings

GRACE_SECONDS = 5
NOT_STARTED = 3


class Server(uvicorn.Server):
    """A server that tells people when it answers, and where: of port 0 nobody else knows."""

    def __init__(self, config: uvicorn.Config, access: str) -> None:
        super().__init__(config)
        self._access = access

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so on standard error."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            print(answers_on(self.config.host, port, self._access), file=sys.stderr)


def answers_on(host: str, port: int, access: str) -> str:
    """Where it answers, and to whom."""
    to_whom = "with API keys" if access == "keys" else "to whoever is on this machine, without keys"
    return f"Livery answers on http://{f'[{host}]' if ':' in host else host}:{port}, {to_whom}."


def main() -> None:
    """Serve until SIGTERM."""
    host, port, access = sys.argv[1:]
    configure_logging(settings().log_level)
    app = create_app(open_service(with_keys=access == "keys"))
    config = uvicorn.Config(
        app,
        host=host,
        port=int(port),
        log_config=None,
        access_log=False,
        server_header=False,
        http="httptools",
        loop="uvloop",
        timeout_graceful_shutdown=GRACE_SECONDS,
        limit_concurrency=1000,
    )
    server = Server(config, access)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(NOT_STARTED)


if __name__ == "__main__":
    main()
