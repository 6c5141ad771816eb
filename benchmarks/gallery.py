"""Every swatch on a ball, three engines side by side and a difference picture: small JPEGs for docs/gallery.

    python -m benchmarks.gallery [--out docs/gallery] [--families paint,metal] [--side 96] [--reference-samples 64]

One sheet a family; a row a swatch: studio, draft, reference, and four times the difference of studio and reference.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.ball import Balls, color_distance
from benchmarks.scenes import ROOT
from renderer.engines import draw
from renderer.reference import draw as trace
from renderer.store import MemoryStore

Pixels = NDArray[np.uint8]
PAGE = "#f4f4f2"
LABEL, HEADER, COLUMNS, GAP = 150, 18, 2, 12
"""Pixels beside and above the pictures; swatches side by side; pixels between them."""
HEADS = ("studio", "draft", "reference", "4 x difference")
QUALITY = 86


def main(words: list[str]) -> int:
    """Draw and write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "gallery")
    parser.add_argument("--families", default="", help="by commas; all where none is named")
    parser.add_argument("--side", type=int, default=96, help="pixels along a picture")
    parser.add_argument("--reference-samples", type=int, default=64)
    wishes = parser.parse_args(words)
    balls = Balls(MemoryStore())
    families: dict[str, list[str]] = {}
    for code in balls.catalog.swatches:
        families.setdefault(code.split(".")[0], []).append(code)
    wanted = wishes.families.split(",") if wishes.families else list(families)
    wishes.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as cache:
        for family in wanted:
            rows = [row(balls, code, wishes.side, wishes.reference_samples, Path(cache)) for code in families[family]]
            sheet(families[family], rows).save(wishes.out / f"{family}.jpg", quality=QUALITY, optimize=True)
            print(wishes.out / f"{family}.jpg", flush=True)
    return 0


def row(balls: Balls, code: str, side: int, samples: int, cache: Path) -> tuple[Pixels, float]:
    """Three pictures and the difference (side, 4 · side, 3), and ΔE00 between studio and reference."""
    document, shot = balls.document(code), balls.shot(side, PAGE, ground=True)
    studio, draft = (draw(name, document, shot, balls.store, cache).pixels for name in ("studio", "draft"))
    reference = trace(document, shot, balls.store, cache, samples)
    apart = np.clip(128 + 4 * (studio[..., :3].astype(int) - reference[..., :3]), 0, 255).astype(np.uint8)
    pictures = [each[..., :3] for each in (studio, draft, reference)]
    return np.concatenate([*pictures, apart], axis=1), color_distance(studio, reference)


def sheet(codes: list[str], rows: list[tuple[Pixels, float]]) -> Image.Image:
    """The rows of a family under their heads, in columns."""
    height, width = rows[0][0].shape[:2]
    down = -(-len(rows) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * (LABEL + width + GAP), HEADER + down * height), PAGE)
    pen = ImageDraw.Draw(page)
    for number, (code, (pictures, distance)) in enumerate(zip(codes, rows, strict=True)):
        left, top = number // down * (LABEL + width + GAP), HEADER + number % down * height
        page.paste(Image.fromarray(pictures), (left + LABEL, top))
        pen.text((left + 8, top + height // 2 - 12), f"{code.split('.')[1]}\ndE {distance:.1f}", fill="#333333")
        if number % down == 0:
            for place, head in enumerate(HEADS):
                pen.text((left + LABEL + place * width // len(HEADS) + 4, 3), head, fill="#666666")
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
