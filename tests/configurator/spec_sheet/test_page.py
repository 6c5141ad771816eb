import itertools
import re
from decimal import Decimal

import pytest
from lxml import html  # type: ignore[import-untyped]

from configurator.money import money
from configurator.recipe import scene_recipe
from configurator.spec_sheet import spec_sheet, spec_sheet_page
from configurator.spec_sheet.personal import grouped
from configurator.spec_sheet.pictures import Picture, in_rows, row_lengths, rows_of
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words

PICTURES = ("hero", "zone-panel")


def page(choose: Choose, **fields: object) -> bytes:
    resolved, store = choose(**fields), MemoryStore()
    scene_recipe(resolved, store)
    pictures = [Asset(f"images/{name}.png", "image/png", name.encode()) for name in PICTURES]
    model = Asset("model.glb", "model/gltf-binary", b"glTF" * 500_000)
    return spec_sheet_page(spec_sheet(resolved, [*pictures, model]), store)


def parsed(choose: Choose, **fields: object) -> html.HtmlElement:
    return html.fromstring(page(choose, **fields))


def test_the_page_needs_nothing_but_the_files_beside_it(choose: Choose) -> None:
    tree = parsed(choose, personalizations=[words()])
    links = tree.xpath("//@src | //@href")
    assert set(links) >= {"images/hero.png", "images/zone-panel.png", "model.glb"}
    assert all(re.match(r"(images/|model\.glb$|#|data:image/)", link) for link in links)
    assert not tree.xpath("//script | //link | //iframe | //@onclick")
    assert not re.search(rb"@import|url\((?!data:|\")|https?://", page(choose))


def test_every_picture_has_words_and_a_size(choose: Choose) -> None:
    pictures = parsed(choose, personalizations=[words()]).xpath("//main//img | //figure/img")
    assert len(pictures) == 3
    assert all(len(picture.get("alt")) > 10 for picture in pictures)
    assert all(picture.get("width") for picture in pictures if not picture.get("src").startswith("data:"))


def test_headings_go_down_one_step_at_a_time(choose: Choose) -> None:
    levels = [int(each.tag[1]) for each in parsed(choose, personalizations=[words()]).xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_what_customers_write_stays_text(choose: Choose) -> None:
    hostile = "<b onload=x>&Co"
    purple = {"custom": "#5b2a86", "name": '"><script>alert(1)</script>'}
    made = [words(text=hostile, font="noto-sans")]
    tree = parsed(choose, selections={"body_color": purple}, personalizations=made)
    assert not tree.xpath("//script | //*[@onload]")
    assert f"“{hostile}”" in tree.text_content()


def test_the_price_is_all_there(choose: Choose) -> None:
    text = parsed(choose, selections={"rack": "large"}, quantity=2).text_content()
    assert "2 × $1,200.00" in text
    assert "$2,499.80" in text


def test_warnings_are_shown_where_there_are_any(choose: Choose) -> None:
    assert not parsed(choose).xpath("//ul[@class='notices']")
    warned = parsed(choose, personalizations=[words(color="#1b1c1f")])
    assert "hard to read" in warned.xpath("string(//ul[@class='notices'])")


def test_one_artwork_in_one_finish_is_shown_once(choose: Choose) -> None:
    made = choose(personalizations=[words("panel"), words("tail", text="Bo")])
    sheet = spec_sheet(made, [])
    left, tail = sheet.personalizations
    twin = left.model_copy(update={"zone": "tail", "zone_name": "Tail"})
    assert [len(group) for group in grouped((left, twin))] == [2]
    assert [len(group) for group in grouped((left, tail))] == [1, 1]
    assert [len(group) for group in grouped((left, twin.model_copy(update={"finish": "vinyl"})))] == [1, 1]


def test_the_same_sheet_is_the_same_page(choose: Choose) -> None:
    assert page(choose, personalizations=[words()]) == page(choose, personalizations=[words()])


@pytest.mark.parametrize("count", range(12))
def test_rows_of_the_gallery_are_full(count: int) -> None:
    rows = row_lengths(count)
    assert len(rows) == count
    assert all(rows.count(length) % length == 0 for length in set(rows))
    views = in_rows([Picture(str(number), "", "", 4, 3, None) for number in range(count)])
    assert [view for row in rows_of(views) for view in row] == views
    assert all(len(row) == view.row for row in rows_of(views) for view in row)


def test_figures_are_written_for_people() -> None:
    assert money(Decimal("1234567.5"), "USD") == "$1,234,567.50"
    assert money(Decimal(3), "CHF") == "CHF 3.00"
