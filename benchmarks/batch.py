"""Catalog pictures by the thousand, and a few of the same by others: seconds a picture, on this machine, in one run.

    python -m benchmarks.batch [--count 1000] [--same 3] [--size 1024] [--others draft,f3d] [--record LABEL]

Draws `count` valid golf carts, hero shot, WebP, as `livery batch` does, bakes and lists included, in a home of its own,
after a dry run has said what that takes. Others then draw `same` of these, each as it comes. Numbers go to
output/bench/batch/batch.json, pictures beside it; `--record` adds the table to benchmarks/history.md.
"""

import argparse
import json
import resource
import shutil
import sys
import time
from collections.abc import Iterable
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
from workers.batch.foresee import Forecast, foresee
from workers.batch.lanes import Lanes
from workers.batch.progress import Progress
from workers.batch.run import Batch, Options, run
from workers.batch.survey import survey
from workers.home import Home
from workers.settings import settings

FOLDER = ROOT / "output" / "bench" / "batch"
LOOKED_AT = 4_000
"""Combinations that a dry run looks at, as the command's does."""


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
    plan = plan_of(wishes.count, wishes.size)
    foreseen = forecast(plan, catalog, home)
    result, done = ours(plan, catalog, home)
    result |= {"foreseen": told(foreseen), "others": {}}
    print(table(result), flush=True)
    result["others"] = theirs(filter(None, wishes.others.split(",")), hand_over(done, home, wishes.same))
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


def plan_of(count: int, size: int) -> Plan:
    """Carts drawn fairly from all valid ones, each once."""
    return Plan.model_validate(
        {
            "product": "golf_cart",
            "combinations": {"choose": "sample", "count": count, "seed": 7},
            "pictures": {"shots": ["hero"], "sizes": [size], "formats": ["webp"]},
        }
    )


def forecast(plan: Plan, catalog: Catalog, home: Home) -> Forecast:
    """What a dry run says, in processes that end with it."""
    start = time.process_time()
    found = survey(plan, catalog, home, datetime.now(UTC).date(), at_most=LOOKED_AT)
    surveyed, processes = time.process_time() - start, settings().processes
    with Lanes(home.root, processes) as lanes:
        return foresee(found, catalog, lanes, Options(FOLDER / "pictures"), processes, surveyed)


def told(foreseen: Forecast) -> dict[str, float]:
    """What of a forecast can be held against the batch."""
    cpu, wall = foreseen.cpu_seconds, foreseen.wall_seconds
    return {"pictures": foreseen.draws, "cpu s": cpu, "wall s": wall, "MB": foreseen.size / 1e6}


def ours(plan: Plan, catalog: Catalog, home: Home) -> tuple[dict[str, Any], Batch]:
    """The batch, from its plan to its lists."""
    watch = Stopwatch()
    watch.lap("survey")
    began = time.process_time()
    found = survey(plan, catalog, home, datetime.now(UTC).date())
    with Lanes(home.root, settings().processes) as lanes:
        done = run(found, catalog, lanes, Options(FOLDER / "pictures"), watch.watch)
    watch.lap("lists")
    deliver(done, catalog, FOLDER / "pictures")
    watch.lap("end")
    return measures(done, watch.seconds, time.process_time() - began), done


def measures(done: Batch, phases: dict[str, float], own: float) -> dict[str, Any]:
    """What it took; `own` are CPU seconds of this process."""
    lanes, files = done.spent, {made.key: made for _, made in done.delivered}
    wall, cpu = sum(phases.values()), own + lanes.baking + lanes.drawing
    size = sum(made.size for made in files.values()) / 1e6
    return {
        "carts": len({each.combination.configuration.model_dump_json() for each in done.survey.dressed}),
        "valid": done.survey.valid,
        "pictures": done.drawn,
        "bodies": len(done.survey.sheets),
        "failed": len(done.failed),
        "phases": phases,
        "wall": wall / done.drawn,
        "cpu": cpu / done.drawn,
        "happened": {"pictures": done.drawn, "cpu s": cpu, "wall s": wall, "MB": size},
        "cpu_seconds": {"planning and lists": own, "baking": lanes.baking, "drawing": lanes.drawing},
        "largest_process_mb": max(lanes.peak >> 20, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10),
    }


def theirs(names: Iterable[str], folder: Path) -> dict[str, Any]:
    """Seconds a picture by each of the others, or why there are none."""
    found = {name: measured(name, folder) for name in names}
    return {name: each if isinstance(each, str) else means(each) for name, each in found.items()}


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
    """Seconds a picture, and of how many."""
    count = len(found)
    return {
        "pictures": count,
        "wall": sum(each.wall for each in found) / count,
        "cpu": sum(each.cpu for each in found) / count,
    }


def table(result: dict[str, Any]) -> str:
    """Markdown: seconds a picture, and how many times as long as the batch each other took."""
    lines = ["| by | wall s | CPU s | × wall | × CPU |", "|---" * 5 + "|"]
    lines.append(f"| livery batch, {result['pictures']:,} | {result['wall']:.3f} | {result['cpu']:.3f} | 1 | 1 |")
    for name, found in result["others"].items():
        if isinstance(found, str):
            lines.append(f"| {name}: {found[:60]} | – | – | – | – |")
        else:
            times = [found[unit] / result[unit] for unit in ("wall", "cpu")]
            row = [f"{name}, {found['pictures']}", *(f"{found[unit]:.2f}" for unit in ("wall", "cpu"))]
            lines.append(f"| {' | '.join([*row, *(f'{each:.0f}' for each in times)])} |")
    return "\n".join([*lines, "", story(result), "", foretold(result["foreseen"], result["happened"])])


def story(result: dict[str, Any]) -> str:
    """What was drawn, and what took how long."""
    wall, cpu = (said(result[name]) for name in ("phases", "cpu_seconds"))
    carts = f"{result['carts']:,} different carts of {result['valid']:,} valid ones, {result['failed']} failed"
    pictures = f"{result['pictures']:,} pictures over {result['bodies']} bakes, {1 / result['wall']:.1f} a second"
    most = result["largest_process_mb"]
    return f"{carts}; {pictures}. Wall: {wall}. CPU: {cpu}. No process above {most} MB."


def foretold(foreseen: dict[str, float], happened: dict[str, float]) -> str:
    """What a dry run had said of each number, and how far off it was."""
    each = (
        f"{name} {foreseen[name]:,.0f} for {happened[name]:,.0f} ({foreseen[name] / happened[name] - 1:+.0%})"
        for name in happened
    )
    return f"Foretold by a dry run: {', '.join(each)}."


def said(seconds: dict[str, float]) -> str:
    """Seconds by what took them."""
    return ", ".join(f"{name} {each:.0f} s" for name, each in seconds.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
