"""A real browser without a network, and a server of a few files for it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
File = tuple[str, bytes]
"""Media type and bytes."""


class _Files(BaseHTTPRequestHandler):
    def __init__(self, find: Callable[[str], File | None], *args: object) -> None:
        self.find = find
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        media_type, data = self.find(self.path) or ("text/plain", b"")
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def served(find: Callable[[str], File | None]) -> Iterator[str]:
    """The address of a server that answers a path with what `find` gives for it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, find))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; skips the test where it is not installed."""
    installed = shutil.which("chromium")
    if installed is None:
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=installed, args=CHROMIUM_ARGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as launched:
        yield launched.new_page(viewport={"width": 480, "height": 360})
