"""What a running service is asked for at once, on one machine with one worker: colours that nobody has drawn, alone
and beside a batch, and pictures that lie there; and the same colours asked of a plain pyrender service.

    python -m benchmarks.service [--seconds 20] [--size 1024] [--clients 4] [--builds 70] [--home DIR] [--record LABEL]

Rows go to output/bench/service.json; `--record` adds the table to benchmarks/history.md.
"""

import argparse
import http.client
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Ask, Load, load
from benchmarks.scenes import ROOT
from configurator.configuration import read_configuration
from configurator.recipe import scene_recipe, shots
from configurator.resolve import ResolvedConfiguration, resolve
from livery.api.routes.previews import sized
from livery.opened import catalog, today
from renderer.assemble.assemble import assemble
from renderer.store import MemoryStore

CART = ROOT / "examples" / "golf_cart_fitzgerald.json"
PATIENCE_S = 300
JSON = {"Content-Type": "application/json", "Prefer": "wait=60"}


def main(words: list[str]) -> int:
    """Measure, print, keep."""
    wishes = parsed(words)
    rows = measured(wishes)
    report = ROOT / "output" / "bench" / "service.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps([plain(row) for row in rows], indent=1) + "\n")
    print(table(rows))
    if wishes.record:
        with (ROOT / "benchmarks" / "history.md").open("a") as history:
            history.write(f"\n## {wishes.record}\n\n{table(rows)}\n")
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each load")
    parser.add_argument("--size", type=int, default=1024, help="pixels of the longer edge")
    parser.add_argument("--format", default="png", choices=("png", "jpg", "webp"))
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--builds", type=int, default=70, help="of the batch: each is fifteen jobs and more")
    parser.add_argument("--home", type=Path, help="with bakes that an earlier run has left there")
    parser.add_argument("--record", default="", help="a title under which the table joins benchmarks/history.md")
    return parser.parse_args(words)


def measured(wishes: argparse.Namespace) -> list[Load]:
    """All loads, one after the other; the service and its peer never at once."""
    colors = [f"{color:06x}" for color in random.sample(range(1 << 24), 100_000)]
    size, clients, seconds = wishes.size, wishes.clients, wishes.seconds
    with home_of(wishes) as folder, livery_up(folder) as url:
        draw = previews(colors, size, wishes.format)
        load("warm-up", url, 1, 0.01, draw)
        rows = [load("livery: a colour nobody has drawn", url, clients, seconds, draw)]
        rows.append(load("livery: a picture that lies there", url, clients, seconds / 2, asset(url, colors[0], wishes)))
        begin_builds(url, colors[-wishes.builds :])
        rows.append(load(f"livery: a colour, beside {wishes.builds} builds", url, clients, seconds, draw))
    with tempfile.TemporaryDirectory() as spare, pyrender_up(Path(spare), size) as url:
        rows.append(load("pyrender: a colour", url, clients, seconds, pictures(colors)))
    return rows


def cart(color: str) -> dict[str, object]:
    """The example, in a colour of one's own and without files."""
    chosen = json.loads(CART.read_text())
    chosen["selections"]["body_color"] = {"custom": f"#{color}"}
    chosen["personalizations"] = [each for each in chosen["personalizations"] if "file" not in each]
    return dict(chosen)


def previews(colors: list[str], size: int, form: str) -> Ask:
    """Each request another colour; no two loads ask for the same."""
    fresh = iter(colors)

    def ask(connection: http.client.HTTPConnection, _: int) -> int:
        wish = {"configuration": cart(next(fresh)), "shot": "hero", "size": size, "format": form}
        return answered(connection, "POST", "/v1/previews", json.dumps(wish))

    return ask


def asset(url: str, color: str, wishes: argparse.Namespace) -> Ask:
    """The same picture over and over, at its own address."""
    wish = {"configuration": cart(color), "shot": "hero", "size": wishes.size, "format": wishes.format}
    asked = urllib.request.Request(
        f"{url}/v1/previews", json.dumps(wish).encode(), {**JSON, "Accept": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
        place = json.load(answer)["href"]
    return lambda connection, _: answered(connection, "GET", place)


def pictures(colors: list[str]) -> Ask:
    """The peer's."""
    return lambda connection, number: answered(connection, "GET", f"/{colors[number]}")


def answered(connection: http.client.HTTPConnection, method: str, place: str, body: str | None = None) -> int:
    """The status of a request whose answer was read to its end."""
    connection.request(method, place, body, JSON if body else {})
    with connection.getresponse() as answer:
        answer.read()
        return answer.status


def begin_builds(url: str, colors: list[str]) -> None:
    """Ask for everything of so many carts, and do not wait."""
    for color in colors:
        body = json.dumps({"configuration": cart(color)}).encode()
        asked = urllib.request.Request(f"{url}/v1/builds", body, {**JSON, "Prefer": "respond-async"})
        with urllib.request.urlopen(asked, timeout=PATIENCE_S):
            pass


@contextmanager
def home_of(wishes: argparse.Namespace) -> Iterator[Path]:
    """The folder that was named, with the bakes that lie there; else a new one, which goes."""
    if wishes.home:
        wishes.home.mkdir(parents=True, exist_ok=True)
        yield wishes.home
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def livery_up(home: Path) -> Iterator[str]:
    """The address of `livery up` with one worker, ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "livery", "up", "--home", str(home), "--port", str(port), "--workers", "1"]
    with (home / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/readyz", process)
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def wait_for(place: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when `place` answers; raises `RuntimeError` where nothing will."""
    deadline = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(place, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{place} does not answer.")


@contextmanager
def pyrender_up(folder: Path, size: int) -> Iterator[str]:
    """The address of the peer, with the same cart from the same camera."""
    store = MemoryStore()
    resolved: ResolvedConfiguration = resolve(
        read_configuration(json.dumps(cart("f2b41b")).encode()), catalog(), today()
    )
    document = assemble(scene_recipe(resolved, store), store)
    (folder / "model.glb").write_bytes(document.to_glb())
    (folder / "shot.json").write_text(sized(shots(resolved, store)[0], size).model_dump_json())
    files = [str(folder / "model.glb"), str(folder / "shot.json")]
    command = [sys.executable, "-m", "benchmarks.pyrender_service", *files, "body"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            port, painted = process.stdout.readline().split()
            assert int(painted), "the peer paints nothing"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def plain(row: Load) -> dict[str, object]:
    """A load as JSON."""
    return {"load": row.name, "clients": row.clients, "rate": round(row.rate, 2), "refused": row.refused,
            "median_s": round(row.slowest(50), 4), "p99_s": round(row.slowest(99), 4)}  # fmt: skip


def table(rows: list[Load]) -> str:
    """Markdown: a load a line, each rate over the peer's."""
    peer = rows[-1].rate
    lines = ["| load | clients | a second | median, s | 99 of 100, s | refused | over pyrender |", "|---" * 7 + "|"]
    for row in rows:
        waits = f"{row.slowest(50):.3f} | {row.slowest(99):.3f}"
        lines.append(
            f"| {row.name} | {row.clients} | {row.rate:.1f} | {waits} | {row.refused} | {row.rate / peer:.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
