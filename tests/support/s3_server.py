"""`python -m tests.support.s3_server PORT`: a real S3 server, still empty, in a process of its own."""

import signal
import sys

from moto.server import ThreadedMotoServer


def main() -> None:
    """Serve until killed."""
    ThreadedMotoServer(ip_address="127.0.0.1", port=int(sys.argv[1]), verbose=False).start()
    print("ready", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
