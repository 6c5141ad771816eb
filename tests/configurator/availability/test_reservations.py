from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from configurator.availability.reservations import Reservations
from configurator.availability.source import CsvSource, Supply
from configurator.errors import FinalizationRefused
from renderer.errors import InputError
from workers.database import Database

DAY = date(2027, 1, 12)


@pytest.fixture
def desk(database: Database) -> Reservations:
    return Reservations(database)


def test_reserving_twice_changes_nothing(desk: Reservations, database: Database) -> None:
    for _ in range(2):
        desk.reserve("spec-1", {"wheel": 4}, {DAY: 1}, per_day=2)
    assert desk.held("spec-1") == ({"wheel": 4}, {DAY: 1})
    assert desk.slots() == {DAY: 1}
    assert Reservations(database).slots() == {DAY: 1}


def test_a_change_takes_the_place_of_what_was_before(desk: Reservations) -> None:
    desk.reserve("spec-1", {"wheel": 4, "horn": 1}, {DAY: 2}, per_day=2)
    desk.reserve("spec-1", {"wheel": 8}, {DAY: 1}, per_day=2)
    assert desk.held("spec-1") == ({"wheel": 8}, {DAY: 1})
    with pytest.raises(InputError):
        desk.reserve("spec-1", {"wheel": 8}, {DAY: 3}, per_day=2)
    assert desk.held("spec-1") == ({"wheel": 8}, {DAY: 1})


def test_what_is_set_aside_is_not_there_for_others(desk: Reservations, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("item,in_stock,lead_days\nwheel,5,9\n")
    source = CsvSource(tmp_path / "stock.csv")
    desk.reserve("spec-1", {"wheel": 4}, {}, per_day=1)
    assert desk.left_of(source, ["wheel", "horn"]) == {"wheel": Supply(1, 9)}
    assert desk.left_of(source, ["wheel"], but="spec-1") == {"wheel": Supply(5, 9)}
    desk.release("spec-1")
    assert desk.left_of(source, ["wheel"]) == {"wheel": Supply(5, 9)}


def test_of_many_who_want_the_last_slot_one_gets_it(desk: Reservations) -> None:
    def take(name: str) -> bool:
        try:
            desk.reserve(name, {"wheel": 4}, {DAY: 1}, per_day=1)
        except InputError as error:
            assert error.code == "SLOT_TAKEN"
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, [f"spec-{number}" for number in range(8)])) == 1
    assert desk.slots() == {DAY: 1}
    assert sum(bool(desk.held(f"spec-{number}")[0]) for number in range(8)) == 1


def test_of_many_who_want_the_last_in_stock_one_gets_it(desk: Reservations) -> None:
    def take(name: str) -> str:
        try:
            desk.reserve(name, {"wheel": 4, "horn": 1}, {DAY: 1}, 100, stock={"wheel": 4})
        except FinalizationRefused as error:
            return error.code
        return "reserved"

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(take, [f"spec-{number}" for number in range(8)]))
    assert found == ["STOCK_TAKEN"] * 7 + ["reserved"]
    assert desk.slots() == {DAY: 1}
