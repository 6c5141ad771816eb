"""What differs from what was drawn is sealed only where somebody says why, and then the sheet says so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from configurator.errors import FinalizationRefused
from configurator.finalization import finalize, require_proven
from configurator.finalization.folder import SealedFolder
from configurator.finalization.proven import failings
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from configurator.seal import verify_folder
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.finalization.conftest import PICTURE, Close

WHY = "The customer has seen the sample in person."


def made(*, proven: bool = True, alike: bool = True, note: str = "") -> list[Asset]:
    """A picture and a record of proof, holding or not."""
    seen = {"subject": "model.glb", "off_mm": 0.1 if proven else None, "common": 0.9, "allowed_mm": 0.5, "ok": proven}
    look = {"subject": "model.usdz", "engine": "draft", "delta_e": 2.0, "flip": 0.1, "ok": alike}
    record = {
        "proof": [{"zone": "panel", "finish": "painted", "findings": [seen]}],
        "looks": [{**look, "allowed_delta_e": 3.0, "allowed_flip": 0.13}],
    }
    picture = Asset("images/hero.png", "image/png", PICTURE, figures={"note": note} if note else {})
    return [picture, Asset("proof.json", "application/json", json.dumps(record).encode())]


def seal(order: ResolvedConfiguration, folder: Path, close: Close, assets: list[Asset], why: str = "") -> None:
    store, closing = MemoryStore(), close()
    scene_recipe(order, store)
    accepted = closing.acceptance.model_copy(update={"unproven": why})
    require_proven(assets, accepted)
    finalize(order, assets, store, SealedFolder(folder), replace(closing, acceptance=accepted))


def test_a_lost_piece_is_named_by_its_size_and_place() -> None:
    lost = [{"x_mm": 40.25, "y_mm": 3.0, "width_mm": 2.0, "height_mm": 1.5}] * 5
    found = {"subject": "cut.dxf", "off_mm": 0.1, "common": 0.99, "allowed_mm": 0.5, "ok": False, "lost": lost}
    record = {"proof": [{"zone": "panel", "finish": "painted", "findings": [found]}]}
    (said,) = failings([Asset("proof.json", "application/json", json.dumps(record).encode())])
    assert said.startswith("panel in cut.dxf (a piece of 2.0 × 1.5 mm is missing, 40.2 mm from the left and 3.0 mm")
    assert said.endswith("; 2 more)")


@pytest.mark.parametrize(
    ("wrong", "finding"),
    [
        ({"proven": False}, "panel in model.glb"),
        ({"alike": False}, "model.usdz"),
        ({"note": "Asked for reference, drawn by studio"}, "images/hero.png (by a stand-in)"),
    ],
)
def test_what_differs_is_not_sealed_unless_somebody_says_why(
    order: ResolvedConfiguration, tmp_path: Path, close: Close, wrong: dict[str, bool], finding: str
) -> None:
    assets = made(**wrong)  # type: ignore[arg-type]
    with pytest.raises(FinalizationRefused, match="--accept-unproven") as refused:
        seal(order, tmp_path / "spec", close, assets)
    assert (refused.value.code, refused.value.details) == ("UNPROVEN", {"findings": [finding]})
    assert ("which engine is missing" in refused.value.message) == ("note" in wrong)
    assert not (tmp_path / "spec").exists()
    seal(order, tmp_path / "spec", close, assets, WHY)
    assert verify_folder(tmp_path / "spec").ok
    assert json.loads((tmp_path / "spec" / "revision.json").read_bytes())["acceptance"]["unproven"] == WHY
    sheet = json.loads((tmp_path / "spec" / "spec_sheet.json").read_bytes())
    assert sheet["agreement"]["unproven"] == {"reason": WHY, "findings": [finding]}
    page = (tmp_path / "spec" / "spec_sheet.html").read_text()
    assert WHY in page
    assert "Accepted though it differs" in page


def test_where_all_holds_nothing_is_said(order: ResolvedConfiguration, tmp_path: Path, close: Close) -> None:
    seal(order, tmp_path / "spec", close, made())
    assert "unproven" not in (tmp_path / "spec" / "revision.json").read_text()
    assert "unproven" not in (tmp_path / "spec" / "spec_sheet.json").read_text()
