"""`python -m livery.api HOST PORT open|keys`: one API process, as `livery up` starts it."""

import sys

import uvicorn

from livery.api.app import create_app
from livery.api.service import open_service
from workers.logs import configure_logging
from workers.settings import settings

GRACE_SECONDS = 5


def main() -> None:
    """Serve until SIGTERM."""
    host, port, access = sys.argv[1:]
    configure_logging(settings().log_level)
    app = create_app(open_service(with_keys=access == "keys"))
    uvicorn.run(
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


if __name__ == "__main__":
    main()
