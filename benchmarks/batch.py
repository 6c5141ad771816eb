"""Catalog pictures by the thousand, and a few of the same by others: seconds a picture, on this machine, in one run.

    python -m benchmarks.batch [--count 1000] [--same 3] [--size 1024] [--others draft,f3d] [--record LABEL]

Draws `count` valid golf carts, hero shot, WebP, as `livery batch` does, bakes and lists included, in a home of its own.
Others then draw `same` of these, each as it comes. Numbers go to output/bench/batch.json, pictures beside it;
`--record` adds the table to benchmarks/history.md.
"""

import argparse
import json
import resource
import shutil
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.others import Seconds, measured
from benchmarks.scenes import ROOT
from configurator.batch import Plan
from configurator.catalog import Catalog
from renderer.assemble.assemble import assemble
from workers.batch.deliver import deliver
from workers.batch.lanes import Lanes
from workers.batch.progress import Progress
from workers.batch.run import Batch, Options, run
from workers.batch.survey import survey
from workers.home import Home
from workers.settings import settings

FOLDER = ROOT / "output" / "bench" / "batch"


@dataclass
class Stopwatch:
    """When each phase of a batch began, by what the batch tells."""

    began: dict[str, float] = field(default_factory=dict)

    def lap(self, phase: str) -> None:
        """A phase begins, unless it has."""
        self.began.setdefault(phase, time.perf_counter())

    def watch(self, progress: Progress) -> None:
        """As `run` tells."""
        self.lap(progress.phase)

    @property
    def seconds(self) -> dict[str, float]:
        """Phase → how long it was until the next."""
        names, times = list(self.began), [*self.began.values()]
        return {name: round(after - at, 2) for name, at, after in zip(names, times, times[1:], strict=False)}


def main(words: list[str]) -> int:
    """The bench."""
    wishes = parsed(words)
    shutil.rmtree(FOLDER, ignore_errors=True)
    home = Home(FOLDER / "home")
    catalog = Catalog.load(settings().models, settings().materials)
    result, done = ours(wishes.count, wishes.size, catalog, home)
    same = hand_over(done, home, wishes.same)
    for name in filter(None, wishes.others.split(",")):
        found = measured(name, same)
        result["others"][name] = found if isinstance(found, str) else means(found)
    (FOLDER / "batch.json").write_text(json.dumps(result, indent=1) + "\n")
    print(table(result))
    if wishes.record:
        with (ROOT / "benchmarks" / "history.md").open("a") as history:
            history.write(f"\n## {wishes.record}\n\n{table(result)}\n")
    return 0


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch")
    parser.add_argument("--count", type=int, default=1000, help="carts")
    parser.add_argument("--size", type=int, default=1024, help="pixels along the longer edge")
    parser.add_argument("--same", type=int, default=3, help="pictures that others draw as well")
    parser.add_argument("--others", default="draft,pyrender,f3d,reference", help="which, by commas")
    parser.add_argument("--record", default="", help="a title under which the table joins benchmarks/history.md")
    return parser.parse_args(words)


def ours(count: int, size: int, catalog: Catalog, home: Home) -> tuple[dict[str, Any], Batch]:
    """The batch, from its plan to its lists."""
    plan = Plan.model_validate(
        {
            "product": "golf_cart",
            "combinations": {"choose": "sample", "count": count, "seed": 7},
            "pictures": {"shots": ["hero"], "sizes": [size], "formats": ["webp"]},
        }
    )
    watch = Stopwatch()
    watch.lap("survey")
    found = survey(plan, catalog, home, datetime.now(UTC).date())
    with Lanes(home.root, settings().processes) as lanes:
        done = run(found, catalog, lanes, Options(FOLDER / "pictures"), watch.watch)
    watch.lap("lists")
    deliver(done, catalog, FOLDER / "pictures")
    watch.lap("end")
    return measures(done, watch.seconds), done


def measures(done: Batch, phases: dict[str, float]) -> dict[str, Any]:
    """What it took."""
    own, lanes = time.process_time(), done.spent
    return {
        "pictures": done.drawn,
        "bodies": len(done.survey.sheets),
        "failed": len(done.failed),
        "phases": phases,
        "wall": sum(phases.values()) / done.drawn,
        "cpu": (own + lanes.baking + lanes.drawing) / done.drawn,
        "cpu_seconds": {"planning and lists": own, "baking": lanes.baking, "drawing": lanes.drawing},
        "largest_process_mb": max(lanes.peak >> 20, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10),
        "others": {},
    }


def hand_over(done: Batch, home: Home, count: int) -> Path:
    """The models of a few carts, their shot and their light, as files for others."""
    folder = FOLDER / "same"
    folder.mkdir(parents=True)
    step = max(1, len(done.survey.dressed) // count)
    for number, dressed in enumerate(done.survey.dressed[::step][:count]):
        recipe = done.survey.wardrobe.recipe(dressed.body, dressed.slots)
        (folder / f"{number}.glb").write_bytes(assemble(recipe, home.store, home.bakes).to_glb())
    shot = done.survey.sheets[done.survey.dressed[0].body][0].shot
    (folder / "shot.json").write_text(shot.model_dump_json())
    (folder / "light.hdr").write_bytes(home.store.get(shot.environment))
    return folder


def means(found: list[Seconds]) -> dict[str, float]:
    """Seconds a picture."""
    return {"wall": sum(each.wall for each in found) / len(found), "cpu": sum(each.cpu for each in found) / len(found)}


def table(result: dict[str, Any]) -> str:
    """Markdown: seconds a picture, and how many times as long as the batch each other took."""
    lines = ["| by | wall s | CPU s | × wall | × CPU |", "|---" * 5 + "|"]
    lines.append(f"| livery batch, {result['pictures']:,} | {result['wall']:.3f} | {result['cpu']:.3f} | 1 | 1 |")
    for name, found in result["others"].items():
        if isinstance(found, str):
            lines.append(f"| {name}: {found[:60]} | – | – | – | – |")
        else:
            times = [found[unit] / result[unit] for unit in ("wall", "cpu")]
            lines.append(f"| {name} | {found['wall']:.2f} | {found['cpu']:.2f} | {times[0]:.0f} | {times[1]:.0f} |")
    wall, cpu = (said(result[name]) for name in ("phases", "cpu_seconds"))
    most = result["largest_process_mb"]
    return "\n".join([*lines, "", f"{result['bodies']} bakes. Wall: {wall}. CPU: {cpu}. No process above {most} MB."])


def said(seconds: dict[str, float]) -> str:
    """Seconds by what took them."""
    return ", ".join(f"{name} {each:.0f} s" for name, each in seconds.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
