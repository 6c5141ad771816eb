"""A customer's new name, from the configuration to a close-up that somebody has looked at before: CPU seconds.

    python -m benchmarks.name [--count 8] [--size 1024] [--shot zone-side-left] [--record LABEL]

For each finish that a side of the golf cart takes, the shot is baked and drawn once with a first name. Each further
name is resolved (priced, judged for its process), assembled and drawn, in this process and those that it starts: all
their CPU seconds count. The names are long and short: the fewer letters, the larger they stand in the picture.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.cart import PRODUCT, Cart
from benchmarks.scenes import ROOT
from configurator.configuration import Configuration
from configurator.recipe import scene_recipe
from configurator.resolve import resolve
from renderer.assemble.assemble import assemble
from renderer.keep_loaded import keep_loaded
from renderer.store import MemoryStore
from renderer.studio import warm
from renderer.studio.layers import Easels, Sitter

HISTORY = ROOT / "benchmarks" / "history.md"
FINISHES = ("painted", "vinyl", "foil")
ZONE = "side_left"
SCRIPT: dict[str, Any] = {"font": "pacifico", "color": "#2e1650"}
OUTLINED: dict[str, Any] = {"outline": {"color": "#f2b41b", "width": 0.07}, "shadow": {"color": "#1b1c1f"}}
FIRST = ({"text": "Smith", **SCRIPT}, {"text": "The Smiths", **SCRIPT})
NAMES: tuple[dict[str, Any], ...] = (
    {"text": "The Harrisons", **SCRIPT},
    {"text": "Patel", **SCRIPT},
    {"text": "Montgomery", **SCRIPT},
    {"text": "عائلة الهاشمي", "font": "amiri", "color": "#2e1650"},
    {"text": "The O'Briens", **SCRIPT},
    {"text": "WESTVIEW", "font": "alfa-slab-one", "color": "#5b2a86"},
    {"text": "Delacroix", "second_line": "EST. 1987", **SCRIPT},
    {"text": "GATORS", "font": "alfa-slab-one", "color": "#5b2a86", "layout": "arched", **OUTLINED},
)
"""Long and short, heavy and light: what a shade costs is how much of the picture is ink."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of this process, of those it started, and the clock's."""

    own: float
    children: float
    wall: float

    @property
    def cpu(self) -> float:
        """All computing."""
        return self.own + self.children


def spent() -> Cost:
    """Until now."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = [each.ru_utime + each.ru_stime for each in (own, children)]
    return Cost(cpu[0], cpu[1], time.perf_counter())


@dataclass
class Studio:
    """Draws one shot of named carts, as a worker does that keeps its bakes open."""

    cart: Cart
    easels: Easels
    cache: Path
    shot: str
    size: int

    def draw(self, name: dict[str, Any], finish: str) -> Cost:
        """What a cart with that name costs from its configuration on."""
        before = spent()
        wish = {"zone": ZONE, "kind": "text", "finish": finish, **name}
        resolved = resolve(
            Configuration.model_validate({"product": PRODUCT, "personalizations": [wish]}), self.cart.catalog
        )
        recipe = scene_recipe(resolved, self.cart.store)
        plan = self.cart.plan(resolved, self.shot)
        shot = plan.model_copy(update={"width": self.size, "height": self.size})
        document = assemble(recipe, self.cart.store, self.cache)
        self.easels.draw(Sitter(recipe, shot, lambda: document), self.cart.store, self.cache)
        after = spent()
        return Cost(after.own - before.own, after.children - before.children, after.wall - before.wall)


def main(words: list[str]) -> int:
    """The bench."""
    wishes = parsed(words)
    lines = ["| finish | CPU s | of which the letters' own processes | wall s |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as cache:
        warm()
        keep_loaded()
        lines += [row(finish, measured(finish, Path(cache), wishes)) for finish in FINISHES]
    print("\n".join(lines))
    if wishes.record:
        with HISTORY.open("a") as history:
            history.write(f"\n## {wishes.record}\n\n" + "\n".join(lines) + "\n")
    return 0


def measured(finish: str, cache: Path, wishes: argparse.Namespace) -> list[Cost]:
    """Costs of names of which none was seen before; two that pay for bake and kernels come first and do not count."""
    studio = Studio(Cart(MemoryStore()), Easels(), cache, wishes.shot, wishes.size)
    for name in FIRST:
        studio.draw(name, finish)
    return [studio.draw(name, finish) for name in NAMES[: wishes.count]]


def row(finish: str, costs: list[Cost]) -> str:
    """A row of the table: medians, and the least and most CPU seconds."""
    cpu = [cost.cpu for cost in costs]
    children, wall = (statistics.median(getattr(cost, field) for cost in costs) for field in ("children", "wall"))
    return (
        f"| {finish} | {statistics.median(cpu):.2f} ({min(cpu):.2f} to {max(cpu):.2f}) | {children:.2f} | {wall:.2f} |"
    )


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.name")
    parser.add_argument("--count", type=int, default=8, help=f"names for each finish, at most {len(NAMES)}")
    parser.add_argument("--size", type=int, default=1024, help="side of the picture in pixels")
    parser.add_argument("--shot", default="zone-side-left", help="which picture of the cart")
    parser.add_argument("--record", default="", help="a title under which the table joins benchmarks/history.md")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
