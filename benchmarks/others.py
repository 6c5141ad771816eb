"""The same looks by other means, one process each: model file in, WebP out, again and again.

Each picture is timed from its model file to its own: reading the model is in it, and with f3d filtering the light, for
each model has an engine of its own. What is loaded of libraries and files before the first is not.

python -m benchmarks.others NAME FOLDER draws FOLDER/*.glb as FOLDER/shot.json says under FOLDER/light.hdr; seconds as
lines of JSON, as they come.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.peers import PEERS, Pixels
from renderer.encode import FileFormat, encode
from renderer.engines import ENGINES, Engine
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.reference.draw import draw as traced
from renderer.store import MemoryStore

TIMEOUT = 3600
"""Seconds; a path tracer may need a minute for each of fifty, and what it has drawn by then counts."""
WEBP = FileFormat(kind="webp")
OURS: dict[str, Engine] = {**ENGINES, "reference-8": partial(traced, samples=8)}
"""Livery's engines, and path tracing as cheap as it comes: eight paths a pixel, denoised."""


@dataclass(frozen=True)
class Seconds:
    """Of one picture, from its model file to its own."""

    wall: float
    cpu: float


def measured(name: str, folder: Path) -> list[Seconds] | str:
    """What each picture took that came in time, files and libraries warm; or why there is none."""
    command = [sys.executable, "-m", "benchmarks.others", name, str(folder)]
    told = folder / f"{name}.ndjson"
    try:
        with told.open("w") as lines:
            subprocess.run(command, stdout=lines, stderr=subprocess.PIPE, text=True, timeout=TIMEOUT, check=True)
    except subprocess.CalledProcessError as error:
        return str(error.stderr or error).strip().splitlines()[-1]
    except subprocess.TimeoutExpired:
        pass
    found = [Seconds(*json.loads(line)) for line in told.read_text().splitlines() if line.startswith("[")]
    return found or f"nothing within {TIMEOUT} s"


def drawing(name: str, folder: Path) -> Callable[[Path], Pixels]:
    """A model file to its picture, by an engine of ours or by another's library."""
    shot = Shot.model_validate_json((folder / "shot.json").read_bytes())
    if name in PEERS:
        return lambda model: PEERS[name](model, folder / "light.hdr", (shot.width, shot.height))(shot.camera)
    store = MemoryStore()
    store.put((folder / "light.hdr").read_bytes())
    return lambda model: OURS[name](Document.load(model), shot, store, folder / "kept")


def main(name: str, folder: str) -> None:
    """Draw the first model once to get warm, then all of them."""
    draw = drawing(name, Path(folder))
    models = sorted(Path(folder).glob("*.glb"))
    for number, model in enumerate([models[0], *models]):
        wall, cpu = time.perf_counter(), time.process_time()
        data = encode(draw(model), WEBP)
        seconds = time.perf_counter() - wall, time.process_time() - cpu
        if number:
            print(json.dumps(seconds), flush=True)
        (Path(folder) / f"{name}-{number}.webp").write_bytes(data)
    # Some of these libraries do not survive the interpreter's end.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
