"""What was read back of an artwork stands beside it, in millimetres; what differs is said plainly."""

import json

import pytest
from lxml import html  # type: ignore[import-untyped]

from configurator.recipe import scene_recipe
from configurator.spec_sheet import spec_sheet, spec_sheet_page
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words


def proof(off_mm: float | None) -> Asset:
    seen = {"subject": "zone-panel.png", "off_mm": 0.3812, "common": 0.95, "allowed_mm": 1.5, "ok": True}
    made = {"subject": "model.glb", "off_mm": off_mm, "common": 0.99, "allowed_mm": 0.5, "ok": off_mm is not None}
    record = {"proof": [{"zone": "panel", "finish": "painted", "findings": [seen, made]}]}
    return Asset("proof.json", "application/json", json.dumps(record).encode())


@pytest.mark.parametrize(("off_mm", "said"), [(0.125, "model.glb 0.1 mm"), (None, "model.glb differs")])
def test_the_record_is_a_line_of_the_personalization(choose: Choose, off_mm: float | None, said: str) -> None:
    resolved, store = choose(personalizations=[words()]), MemoryStore()
    scene_recipe(resolved, store)
    sheet = spec_sheet(resolved, [proof(off_mm)])
    assert [each.subject for each in sheet.personalizations[0].proof] == ["zone-panel.png", "model.glb"]
    rows = html.fromstring(spec_sheet_page(sheet, store)).xpath("//dl[@class='details']/dt[.='Read back, off by']")
    assert len(rows) == 1
    line = rows[0].getnext().text_content().replace("\u00a0", " ")
    assert "picture 0.4 mm" in line
    assert said in "".join(each for each in line if each.isprintable())


@pytest.mark.parametrize(("ok", "said"), [(True, "model.glb ΔE 2.1, FLIP 0.10."), (False, "model.glb differs.")])
def test_how_models_look_beside_the_preview_stands_below_them(choose: Choose, ok: bool, said: str) -> None:
    look = {"subject": "model.glb", "engine": "draft", "delta_e": 2.08, "flip": 0.104, "ok": ok}
    record = {"proof": [], "looks": [{**look, "allowed_delta_e": 3.0, "allowed_flip": 0.13}]}
    assets = [
        Asset("proof.json", "application/json", json.dumps(record).encode()),
        Asset("model.glb", "model/gltf-binary", b"a model"),
    ]
    resolved, store = choose(), MemoryStore()
    scene_recipe(resolved, store)
    sheet = spec_sheet(resolved, assets)
    assert [(each.subject, each.delta_e) for each in sheet.looks] == [("model.glb", 2.08)]
    page = spec_sheet_page(sheet, store).decode().replace("\u00a0", " ")
    assert said in page


def test_without_a_record_nothing_is_said(choose: Choose) -> None:
    resolved, store = choose(personalizations=[words()]), MemoryStore()
    scene_recipe(resolved, store)
    assert b"Read back" not in spec_sheet_page(spec_sheet(resolved, []), store)
