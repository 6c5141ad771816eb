"""Which combinations a plan means: all, some fairly drawn, or as few as cover every pair."""

from collections import Counter
from datetime import date
from itertools import combinations as subsets
from itertools import product
from pathlib import Path

import pytest

from configurator.batch import Plan, combinations
from configurator.batch.cover import cover, covered
from configurator.batch.ruled import laws_of, open_space
from configurator.batch.templates import filled, gs1_name, is_gtin
from configurator.catalog import Catalog
from renderer.errors import InputError

DAY = date(2026, 11, 22)
HOUSE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load(HOUSE / "models", HOUSE / "materials")


def plan(**chosen: object) -> Plan:
    return Plan.model_validate({"product": "golf_cart", "combinations": chosen})


def selections(wanted: Plan, catalog: Catalog) -> list[dict[str, object]]:
    return [dict(each.configuration.selections) for each in combinations(wanted, catalog, DAY).each]


def test_all_are_the_valid_ones_and_no_others(catalog: Catalog) -> None:
    wanted = plan(choose="all", vary=["wheels", "rear", "roof_length", "windshield", "mirrors"])
    space, laws = open_space(wanted, wanted.combinations, catalog), laws_of(wanted, catalog, DAY)  # type: ignore[arg-type]
    every = (dict(zip(space, choices, strict=True)) for choices in product(*space.values()))
    valid = [each for each in every if all(law.holds(each) for law in laws)]
    found = selections(wanted, catalog)
    assert len(found) == len(valid) == combinations(wanted, catalog, DAY).valid
    assert all({axis: choice for axis, choice in each.items() if ":" not in axis} in found for each in valid)


def test_a_sample_is_drawn_fairly_and_the_same_for_a_seed(catalog: Catalog) -> None:
    wanted = plan(choose="sample", count=2000, seed=4)
    found = selections(wanted, catalog)
    assert found == selections(wanted, catalog)
    assert found != selections(plan(choose="sample", count=2000, seed=5), catalog)
    assert len({str(each) for each in found}) == 2000
    paints = Counter(str(each["roof_color"]) for each in found)
    assert len(paints) == 10
    assert max(paints.values()) < 1.4 * min(paints.values()), "of ten that no rule tells apart each comes 200 times"


def test_every_valid_pair_is_covered_by_valid_combinations(catalog: Catalog) -> None:
    wanted = plan(choose="cover", vary=["wheels", "wheel_finish", "trim_style", "rear", "roof_length", "windshield"])
    space, laws = open_space(wanted, wanted.combinations, catalog), laws_of(wanted, catalog, DAY)  # type: ignore[arg-type]
    rows = cover(space, laws, 2)
    every = [dict(zip(space, choices, strict=True)) for choices in product(*space.values())]
    valid = [each for each in every if all(law.holds(each) for law in laws)]
    assert all(row in valid for row in rows)
    assert covered(rows, 2) == covered(valid, 2)
    widest = sorted(map(len, space.values()))[-2:]
    assert widest[0] * widest[1] - 2 <= len(rows) <= 20 < len(valid)


def test_one_that_varies_alone_is_listed_whole(catalog: Catalog) -> None:
    assert [each["wheels"] for each in selections(plan(choose="cover", vary=["wheels"]), catalog)] == [
        "alloy-12",
        "mag-10",
    ]


def test_subsets_of_rows_are_what_is_covered() -> None:
    rows = [{"a": "1", "b": "2", "c": "3"}]
    assert covered(rows, 2) == set(subsets(sorted(rows[0].items()), 2))


def test_names_are_safe_for_files_and_addresses() -> None:
    words = {"name": "Café & Co / No. 7", "shot": "hero"}
    assert filled("{name}/{shot}.webp", words) == "Caf-Co-No.-7/hero.webp"
    for template in ("../{shot}", "{shot}//x", "x" * 300):
        with pytest.raises(InputError, match="cannot be used"):
            filled(template, words)


def test_gs1_names_say_facing_and_angle() -> None:
    assert gs1_name("4006381333931", "rear") == "04006381333931_C7C0"
    assert is_gtin("4006381333931")
    assert not is_gtin("4006381333932")
    assert not is_gtin("40063813339３1")
