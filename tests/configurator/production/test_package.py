"""What the workshop gets: every artwork, every step that the choices bring, and the same bytes each time."""

import csv
import io
import json
from pathlib import Path

import pypdfium2
import pytest

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.production import production_package
from configurator.resolve import ResolvedConfiguration, resolve
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

ROOT = Path(__file__).resolve().parents[3]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def chosen(cart: Catalog, **selections: str) -> ResolvedConfiguration:
    data = json.dumps({"product": "golf_cart", "selections": selections}).encode()
    return resolve(read_configuration(data), cart)


def files(resolved: ResolvedConfiguration) -> dict[str, bytes]:
    return {asset.name: asset.data for asset in production_package(resolved, {})}


def rows(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_choice_brings_its_own_work(cart: Catalog) -> None:
    alloy, steel = (
        [row["work"] for row in rows(files(chosen(cart, wheels=wheels, wheel_finish="gloss-black"))[WORK])]
        for wheels in ("alloy-12", "steel-8")
    )
    assert [step for step in alloy if "12-inch" in step]
    assert not [step for step in steel if "12-inch" in step]
    assert set(alloy) ^ set(steel) == {step for step in {*alloy, *steel} if "inch" in step}


WORK = "production/work_instructions.csv"


def test_checkpoints_name_their_step(cart: Catalog) -> None:
    made = files(chosen(cart))
    work = {row["step"]: row["station"] for row in rows(made[WORK])}
    checks = rows(made["production/checkpoints.csv"])
    assert checks
    assert all(work[row["step"]] == row["station"] and row["check"] for row in checks)


def test_an_artwork_is_cut_with_its_bleed(choose: Choose) -> None:
    made = choose(personalizations=[words("panel")], quantity=3)
    (artwork,) = made.personalizations
    (row,) = rows(files(made)["production/cut_list.csv"])
    assert float(row["width_mm"]) == pytest.approx(artwork.width_mm + 4, abs=0.06)
    assert row["count"] == "3"
    assert f"production/{row['cut_file']}" in files(made)


def test_the_build_sheet_has_every_step(cart: Catalog) -> None:
    resolved = chosen(cart)
    document = pypdfium2.PdfDocument(files(resolved)["production/build_sheet.pdf"])
    text = " ".join("".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert all(" ".join(step.text.split()[:3]) in text for step in resolved.work)


def test_same_order_same_bytes(choose: Choose) -> None:
    made = choose(personalizations=[words("panel")])
    assert files(made) == files(made)
