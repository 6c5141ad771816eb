"""Pictures for docs/gallery.md: every swatch on a ball, some on the cart, three engines side by side, differences.

python -m benchmarks.gallery [--out docs/gallery] [--only swatches,cart,engines,cart-engines] [--samples 64]
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
BALL, CART = 144, (400, 300)
COMPARED = (
    "paint.school-gold",
    "paint.racing-blue",
    "metal.blasted-brass",
    "metal.chrome",
    "vinyl.saddle",
    "fabric.heather",
    "wood.teak",
    "glass.clear",
)
"""Swatches that the engines are compared on: what is hard about each family."""
HEADS = ("studio", "draft", "reference", "4x difference")


def main(words: list[str]) -> int:
    """Draw and write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "gallery")
    parser.add_argument("--only", default="swatches,cart,engines,cart-engines", help="sheets by commas")
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


def engines(cache: Path, samples: int) -> tuple[list[Plate], int]:
    """Some swatches by all engines."""
    balls = Balls(MemoryStore())
    shot = balls.shot(BALL, PAGE, ground=True)
    rows = (compared(code, balls.document(code), shot, balls.store, cache, samples) for code in COMPARED)
    return [plate for row in rows for plate in row], 2 * len(HEADS)


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
    notes = (near, far, title, "studio - reference")
    pictures = (own, draft, truth, apart)
    return [Plate(picture[..., :3], *words) for picture, *words in zip(pictures, HEADS, notes, strict=True)]


def studio(document: Document, shot: Shot, store: Store, cache: Path) -> Pixels:
    """The studio engine's picture without its alpha, all of it opaque."""
    return draw("studio", document, shot, store, cache).pixels[..., :3]


SHEETS = {"swatches": swatches, "cart": cart, "engines": engines, "cart-engines": cart_engines}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
