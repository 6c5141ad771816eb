"""A catalog for tests: the folder `tiny/` beside this file, with its model, texture and light written by code."""

import shutil
from functools import cache
from pathlib import Path

from configurator.catalog import Catalog
from tests.support.tiny_product import ZONE, checkered_png, tiny_product

HERE = Path(__file__).parent
BLACK_HDR = b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 2\n" + bytes([128, 128, 128, 129]) * 2
QUARTER_TURN = [0.0, 0.5**0.5, 0.0, 0.5**0.5]


def write_tiny(folder: Path) -> Path:
    """Lay `models/` and `materials/` into `folder`."""
    shutil.copytree(HERE / "tiny", folder, dirs_exist_ok=True)
    (folder / "models" / "tiny" / "base.glb").write_bytes(_base_model())
    (folder / "materials" / "environments" / "grey.hdr").write_bytes(BLACK_HDR)
    (folder / "materials" / "swatches" / "textures").mkdir(exist_ok=True)
    (folder / "materials" / "swatches" / "textures" / "checker.png").write_bytes(checkered_png())
    return folder


def load_tiny(folder: Path) -> Catalog:
    """The catalog in a folder that `write_tiny` has filled."""
    return Catalog.load(folder / "models", folder / "materials")


@cache
def _base_model() -> bytes:
    """The tiny product with two more zones: on its tail, and on the large rack, which is not always there."""
    document = tiny_product()
    by_name = {node["name"]: index for index, node in enumerate(document.items("nodes"))}
    spots = {"tail": ("chassis", [0.0, 0.22, -0.5]), "rack": ("rack_large", [0.18, 0.4, -0.27])}
    for zone, (part, place) in spots.items():
        turn = [0.0, 1.0, 0.0, 0.0] if zone == "tail" else QUARTER_TURN
        extras = {"zone": {**ZONE, "target": [part], "width_mm": 150, "height_mm": 60}}
        document.add_node(
            {"name": f"zone:{zone}", "translation": place, "rotation": turn, "extras": extras}, by_name[part]
        )
    return document.to_glb()
