"""Draw the same scenes with every engine and with others' libraries: seconds, and distance from path-traced pictures.

    python -m benchmarks [--engines studio,draft] [--scenes shoe_side,…] [--scale 0.5] [--record LABEL]

Rows go to output/bench/engines.json; `--record` adds the table to benchmarks/history.md.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.measure import Row, measure, measure_other
from benchmarks.peers import PEERS
from benchmarks.scenes import ROOT, Scene, read_scenes, shared_folder
from benchmarks.table import table
from renderer.engines import ENGINES
from renderer.store import MemoryStore
from renderer.studio import warm

HISTORY = ROOT / "benchmarks" / "history.md"


def main(words: list[str]) -> int:
    """The bench; 1 where there is nothing to measure with."""
    wishes = parsed(words)
    if not (shared_folder() / "fidelity").is_dir():
        print("No scenes to measure with: set LIVERY_SHARED to the folder that holds fidelity/.", file=sys.stderr)
        return 1
    store = MemoryStore()
    scenes = [scene for scene in read_scenes(shared_folder(), store) if chosen(scene, wishes.scenes)]
    rows = run(scenes, wishes.engines.split(","), wishes.scale, store)
    report = ROOT / "output" / "bench" / "engines.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    print(table(rows))
    if wishes.record:
        with HISTORY.open("a") as history:
            history.write(f"\n## {wishes.record}\n\n{table(rows)}\n")
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--engines", default=",".join([*ENGINES, *PEERS]), help="which, by commas")
    parser.add_argument("--scenes", default="judged", help="names by commas, judged or all")
    parser.add_argument("--scale", type=float, default=1.0, help="of the pictures' sides")
    parser.add_argument("--record", default="", help="a title under which the table joins benchmarks/history.md")
    return parser.parse_args(words)


def chosen(scene: Scene, names: str) -> bool:
    """Whether `names` asks for this scene."""
    return names == "all" or (names == "judged" and scene.judged) or scene.name in names.split(",")


def run(scenes: list[Scene], engines: list[str], scale: float, store: MemoryStore) -> list[Row]:
    """Rows of all engines on all scenes, one at a time."""
    warm()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as cache:
        for scene in scenes:
            for name in engines:
                small = scene.scaled(scale)
                if name in ENGINES:
                    rows += measure(name, small, store, Path(cache))
                else:
                    rows += measure_other(name, small, store)
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
