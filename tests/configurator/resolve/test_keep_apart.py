"""Several artworks on one zone: each in its place and in its order, within the safe margin, and none over another
unless somebody said so."""

import json
from dataclasses import replace
from typing import Any

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.production.artworks import folder_of, orders
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from configurator.resolve.findings import Findings
from configurator.resolve.keep_apart import MOST
from configurator.resolve.place import Place
from configurator.resolve.resolve import take_order
from configurator.resolve.ways_out import named_changes
from configurator.spec_sheet.make import configuration_digest
from configurator.violation import Violation
from configurator.with_changes import with_changes
from renderer.production.job import production_files
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words

LEFT: dict[str, Any] = {"at_mm": [-70, 0], "within_mm": [130, 60]}
RIGHT: dict[str, Any] = {"at_mm": [70, 10], "within_mm": [100, 50]}


def refused(choose: Choose, *personalizations: dict[str, object]) -> list[Violation]:
    with pytest.raises(ConfigurationInvalid) as caught:
        choose(personalizations=list(personalizations))
    return list(caught.value.violations)


def codes(found: list[Violation]) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in found]


@pytest.fixture(scope="module")
def both(choose: Choose) -> ResolvedConfiguration:
    return choose(personalizations=[words(**LEFT), words(text="Bob", **RIGHT), decal()])


def test_each_is_in_its_place_and_fits_there(both: ResolvedConfiguration) -> None:
    left, right, tail = both.personalizations
    assert [left.center_mm, right.center_mm, tail.center_mm] == [(-70, 0), (70, 10), (0, 0)]
    assert [left.layer, right.layer, tail.layer] == [0, 1, 0]
    for each, (width, height) in ((left, (130, 60)), (right, (100, 50))):
        assert each.width_mm <= width + 1e-6
        assert each.height_mm <= height + 1e-6
        assert max(each.width_mm / width, each.height_mm / height) == pytest.approx(1, abs=1e-3)


def test_recipe_parts_and_folders_tell_them_apart(both: ResolvedConfiguration) -> None:
    laid = scene_recipe(both, MemoryStore()).decals
    assert [(each.zone, each.layer, each.center_mm) for each in laid] == [
        ("panel", 0, (-70, 0)),
        ("panel", 1, (70, 10)),
        ("tail", 0, (0, 0)),
    ]
    parts = [line.code for line in both.parts if line.kind == "decal"]
    assert len(set(parts)) == len(parts) == 3
    assert [folder_of(each) for each in both.personalizations] == ["panel-painted", "panel-painted-2", "tail-vinyl"]


def test_the_workshop_sees_what_else_lies_there(both: ResolvedConfiguration) -> None:
    left, right, tail = orders(both).values()
    second = both.personalizations[1]
    beside = [order.placement.others for order in (left, right, tail)]
    assert list(map(len, beside)) == [1, 1, 0]
    assert beside[0][0] == ((second.width_mm, second.height_mm), second.center_mm)
    assert right.placement.center_mm == second.center_mm
    ticket = json.loads(production_files(right, {})["ticket.json"])
    assert ticket["layer"] == {"number": 2, "of": 2}


def test_the_order_is_that_of_the_list(choose: Choose) -> None:
    plate, name = words(text="M"), words(text="Ann", color="#1b1c1f", on_top=True)
    first, second = choose(personalizations=[plate, name]).personalizations
    assert [(each.text, each.layer) for each in (first, second)] == [("M", 0), ("Ann", 1)]
    assert codes(refused(choose, name, plate)) == [("ZONE_OVERLAP", "/personalizations/1/zone")]


def test_what_overlaps_unsaid_is_refused_with_how_far(choose: Choose) -> None:
    (found,) = refused(choose, words(**LEFT), words(**{**LEFT, "at_mm": [-60, 0]}))
    assert (found.code, found.path) == ("ZONE_OVERLAP", "/personalizations/1/zone")
    assert "mm" in found.message
    (plain,) = refused(choose, words(), words())
    assert "It lies on artwork 1 of Side panel." in plain.message


def test_one_zone_is_made_in_one_finish(choose: Choose) -> None:
    (found,) = refused(choose, words(**LEFT), words(**RIGHT, finish="vinyl"))
    assert (found.code, found.path, found.suggestions) == ("ZONE_FINISH", "/personalizations/1/finish", ("painted",))
    assert choose(personalizations=[words(**LEFT), words(**RIGHT, finish=found.suggestions[0])])


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"at_mm": [100, 0], "within_mm": [100, 40]}, "within_mm"),
        ({"within_mm": [300, 40]}, "within_mm"),
        ({"at_mm": [149, 0], "within_mm": [20, 20]}, "at_mm"),
        ({"at_mm": [0, -60]}, "at_mm"),
    ],
)
def test_the_safe_margin_stays_clear(choose: Choose, place: dict[str, Any], field: str) -> None:
    (found,) = refused(choose, words(**place))
    assert (found.code, found.path) == ("ZONE_MARGIN", f"/personalizations/0/{field}")
    assert "5 mm clear" in found.message


def test_without_a_size_it_takes_what_the_margin_leaves_around_its_middle(choose: Choose) -> None:
    (aside,) = choose(personalizations=[words(at_mm=[80, 0])]).personalizations
    (middle,) = choose(personalizations=[words()]).personalizations
    assert aside.width_mm < middle.width_mm
    assert 80 + aside.width_mm / 2 <= 300 / 2 - 5 + 1e-6


def test_a_name_reads_on_what_it_lies_on(choose: Choose) -> None:
    """White on a white cart is hard to read, and easy on a dark plate."""
    plate = words(text="M", color="#1b1c1f")
    white = words(color="#ffffff", on_top=True)
    looks = choose(selections={"body_color": "paint.gold"}, personalizations=[plate, white])
    assert not [warning for warning in looks.warnings if warning.path.startswith("/personalizations/1")]


def test_a_way_out_changes_all_that_lies_on_a_zone(catalog: Catalog, both: ResolvedConfiguration) -> None:
    order = take_order(both.configuration, catalog, None, Findings())
    other = with_changes(both.configuration, named_changes(order, {"zone:panel": "vinyl"}))
    assert [each.finish for each in other.personalizations] == ["vinyl", "vinyl", "vinyl"]
    bare = with_changes(both.configuration, named_changes(order, {"zone:panel": "none"}))
    assert [each.zone for each in bare.personalizations] == ["tail"]


def test_a_place_is_part_of_what_was_chosen(choose: Choose, both: ResolvedConfiguration) -> None:
    moved = choose(personalizations=[words(**{**LEFT, "at_mm": [-69, 0]}), words(text="Bob", **RIGHT), decal()])
    assert configuration_digest(moved) != configuration_digest(both)
    said = choose(personalizations=[words(at_mm=[0, 0])])
    assert configuration_digest(said) == configuration_digest(choose(personalizations=[words()]))


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Place((0, 0), (10, 4)), (10, 4)),
        (Place((8, 0), (10, 10)), (7, 6)),
        (Place((10, 0), (10, 10)), (5, 6)),
        (Place((15, 0), (10, 10)), None),
        (Place((0, -8), (4, 10)), None),
    ],
)
def test_overlaps_of_rectangles(other: Place, shared: tuple[float, float] | None) -> None:
    here = Place((0, 0), (20, 6))
    assert here.overlap(other) == shared
    assert other.overlap(here) == shared
    assert replace(other, box_mm=(0.001, 0.001)).overlap(here) is None


def test_configurations_without_places_read_as_before() -> None:
    plain = Configuration.model_validate({"product": "tiny", "personalizations": [words()]})
    assert "at_mm" not in plain.model_dump(mode="json", exclude_defaults=True)["personalizations"][0]


@pytest.mark.parametrize(("more", "expected"), [(0, []), (1, ["ZONE_TOO_MANY"]), (8, ["ZONE_TOO_MANY"])])
def test_a_zone_is_full_at_some_time(choose: Choose, more: int, expected: list[str]) -> None:
    heap = [words(text=f"N{number}", on_top=number > 0) for number in range(MOST + more)]
    found = refused(choose, *heap) if expected else []
    if not expected:
        assert len(choose(personalizations=heap).personalizations) == MOST
    assert codes(found) == [(code, f"/personalizations/{MOST}/zone") for code in expected]
    assert all(f"{MOST + more} artworks" in each.message and f"takes {MOST}" in each.message for each in found)
