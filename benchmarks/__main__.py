"""Draw every scene with the studio engine; print CPU seconds and distance, and write output/bench/engines.json."""

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.distance import decibel
from benchmarks.scenes import ROOT, Scene, read_scenes, shared_folder
from renderer.gltf.document import Document
from renderer.store import MemoryStore
from renderer.studio import draw, warm

Row = dict[str, object]


def main() -> int:
    """The bench; 1 where there is nothing to measure with."""
    if not (shared_folder() / "fidelity").is_dir():
        print("No scenes to measure with: set LIVERY_SHARED to the folder that holds fidelity/.", file=sys.stderr)
        return 1
    store = MemoryStore()
    warm()
    rows: list[Row] = []
    print(f"{'scene':<22}{'first':>9}{'colour':>9}{'dB':>9}   CPU seconds")
    with tempfile.TemporaryDirectory() as cache:
        for scene in read_scenes(shared_folder(), store):
            rows += measure(scene, store, Path(cache))
    report = ROOT / "output" / "bench" / "engines.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(rows, indent=1) + "\n")
    judged = [float(str(row["dB"])) for row in rows if row["judged"] and row["task"] == "first"]
    print(f"{'mean of the judged':<40}{np.mean(judged):>9.2f}")
    return 0


def measure(scene: Scene, store: MemoryStore, cache: Path) -> list[Row]:
    """Rows for the first picture of a scene and for another of the same bake."""
    document = Document.load(scene.model)
    rows: list[Row] = []
    truth = np.asarray(Image.open(scene.truth).convert("RGBA"))
    for task in ("first", "colour"):
        cpu, wall = time.process_time(), time.perf_counter()
        picture = draw(document, scene.shot, store, cache)
        rows.append(
            {
                "engine": "studio",
                "task": task,
                "scene": scene.name,
                "size": [scene.shot.width, scene.shot.height],
                "cpu_seconds": round(time.process_time() - cpu, 3),
                "wall_seconds": round(time.perf_counter() - wall, 3),
                "dB": round(decibel(picture, truth), 2),
                "judged": scene.judged,
            }
        )
    first, again = rows
    print(f"{scene.name:<22}{first['cpu_seconds']:>9}{again['cpu_seconds']:>9}{first['dB']:>9}", flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
