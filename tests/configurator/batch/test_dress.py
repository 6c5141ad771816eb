"""Combinations share a body, and so a bake, only where light goes through them alike."""

from datetime import date
from pathlib import Path

import pytest

from configurator.batch import Plan, combinations
from configurator.batch.dress import Wardrobe
from renderer.store import MemoryStore
from tests.configurator.tiny_catalog import load_tiny, write_tiny

DAY = date(2026, 11, 22)
GLASS = """[swatches.material]
pbrMetallicRoughness = { metallicFactor = 0.0, roughnessFactor = %s }
extensions.KHR_materials_transmission = { transmissionFactor = 1.0 }
"""


@pytest.mark.parametrize(("gold", "bodies"), [(0.6, 1), (0.0, 2)])
def test_clear_and_frosted_glass_share_no_body(tmp_path: Path, gold: float, bodies: int) -> None:
    swatches = write_tiny(tmp_path) / "materials" / "swatches" / "all.toml"
    before, pine, golden, rest = swatches.read_text().split("[swatches.material]\n", 3)
    first, second = (f"[[swatches]]{text.partition('[[swatches]]')[2]}" for text in (pine, golden))
    swatches.write_text(f"{before}{GLASS % 0.6}{first}{GLASS % gold}{second}[swatches.material]\n{rest}")
    catalog, wardrobe = load_tiny(tmp_path), Wardrobe("tiny")
    plan = Plan.model_validate({"product": "tiny", "combinations": {"choose": "all", "vary": ["body_color"]}})
    for each in combinations(plan, catalog, DAY).each:
        wardrobe.dress(each, catalog, MemoryStore(), DAY)
    assert len(wardrobe.bodies) == bodies
