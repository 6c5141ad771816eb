"""`python -m models.golf_cart.author` writes base.glb beside this folder; `--output FILE` writes elsewhere."""

import argparse
from pathlib import Path

import numpy as np

from models.golf_cart.author.assembly import golf_cart
from models.golf_cart.author.kit.glb import write_glb
from models.golf_cart.author.slots import SLOTS, SMOOTH

BASE = Path(__file__).resolve().parents[1] / "base.glb"
ASSET = {"generator": "Livery golf cart author", "copyright": "2026 The Livery authors, Apache-2.0"}


def base_glb() -> bytes:
    """The base model. Numbers that leave their range are errors here."""
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        return write_glb(golf_cart(), "golf_cart", SLOTS, ASSET, SMOOTH)


def main() -> None:
    """Write the base model and say how large it is."""
    parser = argparse.ArgumentParser(
        prog="python -m models.golf_cart.author", description="Author the golf cart's base model."
    )
    parser.add_argument("--output", type=Path, default=BASE, help="where to write the GLB (default: %(default)s)")
    output = parser.parse_args().output
    data = base_glb()
    output.write_bytes(data)
    print(f"{output}: {len(data) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
