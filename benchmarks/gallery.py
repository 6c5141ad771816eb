"""Pictures for docs/gallery.md: every swatch on a ball, some on the cart, backgrounds, engines and their differences.

python -m benchmarks.gallery [--out docs/gallery] [--only swatches,cart,backgrounds,engines,cart-engines] [--samples 64]
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.ball import Balls, Pixels
from benchmarks.cart import LOOKS, Cart
from benchmarks.contact import PAGE, Plate, contact_sheet
from benchmarks.scenes import ROOT
from renderer.distance import color_distance
from renderer.engines import draw
from renderer.gltf.document import Document
from renderer.recipe import Shot
from renderer.reference import draw as trace
from renderer.store import MemoryStore, Store

QUALITY = 88
BALL, SMALL_BALL, CART = 144, 96, (400, 300)
BACKGROUNDS = ("#f4f4f2", "gradient(#f4f4f2,#b9b9b4)", "environment")


def main(words: list[str]) -> int:
    """Draw and write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "gallery")
    parser.add_argument("--only", default=",".join(SHEETS), help="sheets by commas")
    parser.add_argument("--samples", type=int, default=64, help="paths a pixel of the reference")
    wishes = parser.parse_args(words)
    wishes.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as cache:
        for name in wishes.only.split(","):
            plates, columns = SHEETS[name](Path(cache), wishes.samples)
            contact_sheet(plates, columns).save(wishes.out / f"{name}.jpg", quality=QUALITY, optimize=True)
            print(wishes.out / f"{name}.jpg", flush=True)
    return 0


def swatches(cache: Path, _: int) -> tuple[list[Plate], int]:
    """Every swatch of the library on a ball."""
    balls = Balls(MemoryStore())
    shot = balls.shot(BALL, PAGE, ground=True)
    return [
        Plate(studio(balls.document(code), shot, balls.store, cache), swatch.name, code)
        for code, swatch in balls.catalog.swatches.items()
        if not code.endswith(".custom")
    ], 9


def cart(cache: Path, _: int) -> tuple[list[Plate], int]:
    """A selection on the cart."""
    carts = Cart(MemoryStore())
    shot = carts.shot(CART, PAGE)
    return [
        Plate(studio(carts.document(selections), shot, carts.store, cache), title, "")
        for title, selections in LOOKS.items()
    ], 3


def backgrounds(cache: Path, _: int) -> tuple[list[Plate], int]:
    """The cart in each environment before each kind of background."""
    carts = Cart(MemoryStore())
    document = carts.document(next(iter(LOOKS.values())))
    plates = []
    for environment in carts.catalog.environments.values():
        data = (ROOT / "materials" / "environments" / environment.file).read_bytes()
        lit = carts.shot(CART, PAGE).model_copy(update={"environment": carts.store.put(data)})
        for background in BACKGROUNDS:
            picture = studio(document, lit.model_copy(update={"background": background}), carts.store, cache)
            plates.append(Plate(picture, environment.name, background))
    return plates, len(BACKGROUNDS)


def engines(cache: Path, samples: int) -> tuple[list[Plate], int]:
    """Every swatch by all engines."""
    balls = Balls(MemoryStore())
    shot = balls.shot(SMALL_BALL, PAGE)
    named = [each for each in balls.catalog.swatches.items() if not each[0].endswith(".custom")]
    rows = (compared(swatch.name, balls.document(code), shot, balls.store, cache, samples) for code, swatch in named)
    return [plate for row in rows for plate in row], 12


def cart_engines(cache: Path, samples: int) -> tuple[list[Plate], int]:
    """The cart by all engines."""
    carts = Cart(MemoryStore())
    title, selections = next(iter(LOOKS.items()))
    document = carts.document(selections)
    return compared(title, document, carts.shot((480, 360), PAGE), carts.store, cache, samples), 2


def compared(title: str, document: Document, shot: Shot, store: Store, cache: Path, samples: int) -> list[Plate]:
    """A picture of each engine, and four times the difference of studio and reference around a middle grey."""
    own, draft = (draw(name, document, shot, store, cache).pixels for name in ("studio", "draft"))
    truth = trace(document, shot, store, cache, samples)
    apart = np.clip(128 + 4 * (own[..., :3].astype(int) - truth[..., :3]), 0, 255).astype(np.uint8)
    near, far = (f"dE00 {color_distance(each, truth):.1f}" for each in (own, draft))
    words = ((title, f"studio  {near}"), ("", f"draft  {far}"), ("", "reference"), ("", "4x difference"))
    return [Plate(picture[..., :3], *each) for picture, each in zip((own, draft, truth, apart), words, strict=True)]


def studio(document: Document, shot: Shot, store: Store, cache: Path) -> Pixels:
    """The studio engine's picture without its alpha, all of it opaque."""
    return draw("studio", document, shot, store, cache).pixels[..., :3]


SHEETS = {
    "swatches": swatches,
    "cart": cart,
    "backgrounds": backgrounds,
    "engines": engines,
    "cart-engines": cart_engines,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
