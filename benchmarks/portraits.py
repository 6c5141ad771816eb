"""Pictures for docs/personalization.md: what customers add, close up, as the studio engine draws it now.

python -m benchmarks.portraits [--out docs/pictures/personalization] [--only gold-leaf,plaque]

Without `--out` the pictures that the documentation shows are drawn over: `git checkout docs/pictures` brings them back.
"""

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.cart import PRODUCT, Cart
from benchmarks.scenes import ROOT
from configurator.configuration import read_configuration
from configurator.recipe import scene_recipe
from configurator.resolve import resolve
from renderer.assemble.assemble import assemble
from renderer.engines import draw
from renderer.recipe import Camera
from renderer.store import MemoryStore

EXAMPLES = ROOT / "examples"
QUALITY = 88
CLOSE, WIDE = (720, 480), (1120, 600)
ENGINE = "studio"
SIDE, DRIVER, PASSENGER, HOOD, PLAQUE = (
    f"zone-{name}" for name in ("side-left", "seat-back-driver", "seat-back-passenger", "hood", "plaque")
)
RACE = Camera(position=(3.7, 1.15, 1.3), target=(0.0, 0.63, -0.22), vertical_fov_deg=19)


@dataclass(frozen=True)
class Portrait:
    """An example by name, or what is added to the cart in the given swatches; the shot, and a camera in its place."""

    wish: str | dict[str, Any]
    shot: str
    camera: Camera | None = None
    size: tuple[int, int] = CLOSE
    closer: float = 1.0
    """How much narrower than the shot's the view is."""


def added(seat: str, **wish: Any) -> dict[str, Any]:  # noqa: ANN401 - as the configuration's JSON has it
    """A configuration with one artwork."""
    return {"product": PRODUCT, "selections": {"seat_color": seat}, "personalizations": [wish]}


PORTRAITS = {
    "race": Portrait("side_graphic", "hero", RACE, WIDE),
    "gold-leaf": Portrait("gold_leaf", SIDE),
    "collegiate": Portrait("collegiate", SIDE),
    "embroidered-crest": Portrait("embroidered_crest", DRIVER, closer=1.6),
    "arabic": Portrait("arabic", SIDE),
    "devanagari": Portrait("devanagari", SIDE),
    "stitched-name": Portrait("stitched_name", DRIVER, closer=1.6),
    "two-lines": Portrait("two_lines", SIDE),
    "side-graphic": Portrait("side_graphic", SIDE),
    "monogram": Portrait("monogram", HOOD, closer=1.2),
    "debossed-monogram": Portrait("monogram", DRIVER, closer=1.3),
    "embossed-monogram": Portrait("monogram", PASSENGER, closer=1.75),
    "plaque": Portrait("plaque", PLAQUE),
    "screen-print": Portrait(
        added("vinyl.bone", zone="seat_back_driver", kind="decal", decal="crest-school", finish="screen_print"),
        DRIVER,
        closer=1.6,
    ),
    "laser-crest": Portrait(
        added("vinyl.saddle", zone="seat_back_driver", kind="decal", decal="crest-wildcat", finish="laser"),
        DRIVER,
        closer=1.6,
    ),
    "laser-plate": Portrait(
        added(
            "vinyl.bone",
            zone="plaque",
            kind="text",
            text="No. 7 · EST. 1974",
            font="cinzel",
            color="#17130f",
            finish="laser",
        ),
        PLAQUE,
    ),
}


def main(words: list[str]) -> int:
    """Draw and write the pictures."""
    wishes = parser().parse_args(words)
    wishes.out.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn(wishes.only.split(",")):
        picture.save(wishes.out / f"{name}.jpg", quality=QUALITY, optimize=True)
    return 0


def parser() -> argparse.ArgumentParser:
    """What may be asked for, and what that writes over."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.portraits", description=__doc__.split("\n")[0])
    told = "folder to write into; without it %(default)s, whose pictures are WRITTEN OVER"
    words.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures" / "personalization", help=told)
    words.add_argument("--only", default=",".join(PORTRAITS), help="pictures by commas; without it all")
    return words


def drawn(names: list[str]) -> Iterator[tuple[str, Image.Image]]:
    """Each picture as it is done."""
    cart = Cart(MemoryStore())
    with tempfile.TemporaryDirectory() as cache:
        for name in names:
            yield name, taken(cart, PORTRAITS[name], Path(cache))


def taken(cart: Cart, portrait: Portrait, cache: Path) -> Image.Image:
    """One picture."""
    resolved = resolve(read_configuration(configuration(portrait.wish), EXAMPLES), cart.catalog)
    plan = cart.plan(resolved, portrait.shot)
    width, height = portrait.size
    camera = narrowed(portrait.camera or plan.camera, portrait.closer)
    shot = plan.model_copy(update={"width": width, "height": height, "camera": camera})
    document = assemble(scene_recipe(resolved, cart.store), cart.store, cache)
    return Image.fromarray(draw(ENGINE, document, shot, cart.store, cache).pixels).convert("RGB")


def narrowed(camera: Camera, by: float) -> Camera:
    """The same place, and so much less to be seen."""
    half = math.atan(math.tan(math.radians(camera.vertical_fov_deg / 2)) / by)
    return camera.model_copy(update={"vertical_fov_deg": math.degrees(2 * half)})


def configuration(wish: str | dict[str, Any]) -> bytes:
    """The configuration's JSON."""
    return json.dumps(wish).encode() if isinstance(wish, dict) else (EXAMPLES / f"{PRODUCT}_{wish}.json").read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
