"""The table of zones in the documentation says what the model and the product say."""

import re
from pathlib import Path

from configurator.catalog import Catalog
from renderer.gltf.document import Document
from renderer.surface.zone import zones

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(
    r"^\| `(\w+)` \| ([^|]+) \| (\d+) × (\d+) mm \| (\d+) × (\d+) mm \| (\d+) \| (\d+) mm \| ([^|]+) \|$", re.MULTILINE
)


def test_the_table_of_zones_is_the_golf_carts() -> None:
    product = Catalog.load(ROOT / "models", ROOT / "materials").products["golf_cart"]
    model = Document.from_glb((ROOT / "models" / "golf_cart" / "base.glb").read_bytes())
    told = {row[1]: row.groups()[1:] for row in ROW.finditer((ROOT / "docs" / "personalization.md").read_text())}
    said = {}
    for zone in zones(model):
        limits, words = model.json["nodes"][zone.node]["extras"]["zone"], product.zone(zone.id)
        assert words is not None
        sides = limits["width_mm"], limits["height_mm"]
        inside = [side - 2 * limits["safe_mm"] for side in sides]
        numbers = *sides, *inside, words.max_characters, limits["min_text_mm"]
        finishes = ", ".join(f"`{finish}`" for finish in limits["finishes"])
        said[zone.id] = (words.name, *(f"{number:g}" for number in numbers), finishes)
    assert told == said
