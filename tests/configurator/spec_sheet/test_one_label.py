"""A finish and a place have one label each: the one that prices and models give them."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.language.language import Language
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.spec_sheet import spec_sheet
from configurator.spec_sheet.personal import personal_groups
from configurator.spec_sheet.sheet import SheetPersonalization
from renderer.store import MemoryStore

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "golf_cart_gold_leaf.json"


@pytest.fixture(scope="module")
def gilt() -> ResolvedConfiguration:
    catalog = Catalog.load(ROOT / "models", ROOT / "materials")
    return resolve(read_configuration(EXAMPLE.read_bytes(), EXAMPLE.parent), catalog)


@pytest.mark.parametrize(("language", "label"), [("en", "Gold leaf"), ("de", "Blattgold"), ("ar", "ورق الذهب")])
def test_a_finish_is_called_what_it_is_paid_as(gilt: ResolvedConfiguration, language: str, label: str) -> None:
    sheet, store = spec_sheet(gilt, []), MemoryStore()
    for each in gilt.personalizations:
        store.put(each.svg.encode())
    say = Language.of(language, "US", gilt.product.translations)  # type: ignore[arg-type]
    (group,) = personal_groups(sheet.personalizations, {}, store, say)
    paid = [say.say(line.reason) + say.say(line.label) for line in sheet.price.lines if line.kind == "personalization"]
    assert label in [fact.value for fact in group.facts]
    assert paid and all(label in each for each in paid)


def test_sheets_from_before_labels_stay_as_they_were_written(gilt: ResolvedConfiguration) -> None:
    now = spec_sheet(gilt, []).personalizations[0].model_dump(mode="json")
    before = {name: value for name, value in now.items() if name != "finish_name"}
    assert SheetPersonalization.model_validate(before).model_dump(mode="json") == before != now


@pytest.mark.parametrize("language", ["de", "ar"])
def test_where_swatches_go_is_said_in_words(gilt: ResolvedConfiguration, language: str) -> None:
    say = Language.of(language, "US", gilt.product.translations)  # type: ignore[arg-type]
    places = [place for line in gilt.parts if line.kind == "swatch" for place in line.note.split(", ")]
    assert len(places) == len(gilt.slots)
    assert not set(places) & set(gilt.slots)
    assert [place for place in places if say.say(place) == place] == []
