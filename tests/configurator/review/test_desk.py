import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest

from configurator.catalog import Catalog
from configurator.errors import FinalizationRefused
from configurator.resolve import resolve
from configurator.review import Desk, Saved, Shares, State
from configurator.review.states import NEXT
from renderer.errors import InputError
from tests.configurator.conftest import Choose
from tests.configurator.review.conftest import NOON


def refusal(desk: Desk, saved: Saved, state: State, expected: int = 1) -> str:
    with pytest.raises(FinalizationRefused) as caught:
        desk.move(saved.id, state, "Ann", NOON, expected)
    assert caught.value.status == 409
    return caught.value.code


def test_what_is_saved_can_be_taken_up_again_with_its_files_and_its_prices(
    desk: Desk, saved: Saved, catalog: Catalog
) -> None:
    assert (saved.name, saved.version, saved.state) == ("The Fitzgeralds", 1, "saved")
    again = resolve(Desk(desk.root).load(saved.id).configuration, catalog, date(2027, 5, 4))
    assert again.price.price_list == "standard"
    assert again.price.total == saved.total
    assert [warning.code for warning in again.warnings if warning.code.startswith("PRICE")] == ["PRICE_LIST_NEWER"]


def test_versions_are_kept_and_only_the_newest_is_built_upon(desk: Desk, saved: Saved, choose: Choose) -> None:
    desk.move(saved.id, "ready", "Ann", NOON, 1)
    second = desk.change(saved.id, choose(selections={"rack": "none"}), "Bo", NOON, expected=1)
    assert (second.version, second.state) == (2, "saved")
    assert desk.load(saved.id, 1).configuration.selections == {"rack": "large"}
    with pytest.raises(FinalizationRefused) as caught:
        desk.change(saved.id, choose(), "Ann", NOON, expected=1)
    assert caught.value.code == "VERSION_DIFFERS"
    assert "Bo" in caught.value.message


def test_only_steps_that_are_drawn_can_be_taken(desk: Desk, choose: Choose) -> None:
    for now, able in NEXT.items():
        for wanted in NEXT:
            saved = desk.save(choose(), "Cart", "Ann", NOON)
            with desk.database.writing() as connection:
                desk.set_state(connection, saved.id, now)
            if wanted in able:
                assert desk.move(saved.id, wanted, "Ann", NOON, 1).state == wanted
            else:
                assert refusal(desk, saved, wanted) == "STATE_FORBIDS"


def test_of_many_who_finalize_at_once_one_wins(desk: Desk, saved: Saved, choose: Choose) -> None:
    desk.move(saved.id, "ready", "Ann", NOON, 1)

    def attempt(number: int) -> str:
        try:
            if number % 2:
                return str(desk.change(saved.id, choose(), "Bo", NOON, 1).version)
            return desk.move(saved.id, "superseded" if number else "finalized", "Ann", NOON, 1).state
        except FinalizationRefused as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(attempt, range(2))
    assert (first, second) in {("finalized", "STATE_FORBIDS"), ("VERSION_DIFFERS", "2")}


def test_what_stands_cannot_be_changed(desk: Desk, saved: Saved, choose: Choose) -> None:
    for state in ("ready", "finalized", "released"):
        desk.move(saved.id, state, "Ann", NOON, 1)
    with pytest.raises(FinalizationRefused) as caught:
        desk.change(saved.id, choose(), "Ann", NOON, expected=1)
    assert caught.value.code == "STATE_FORBIDS"
    assert refusal(desk, saved, "saved") == "STATE_FORBIDS"


def test_the_trail_tells_everything_and_can_only_grow(desk: Desk, saved: Saved, shares: Shares) -> None:
    desk.rename(saved.id, "Fitz", "Ann", NOON)
    shares.share(saved.id, "Ann", NOON)
    desk.move(saved.id, "in_review", "Ann", NOON, 1)
    trail = desk.trail(saved.id)
    assert [entry.action for entry in trail] == ["saved", "renamed", "shared", "in_review"]
    assert [entry.number for entry in trail] == [1, 2, 3, 4]
    with closing(sqlite3.connect(desk.root / "desk.sqlite")) as raw:
        for wish in ("DELETE FROM trail", "UPDATE trail SET entry = '{}'", "DELETE FROM versions"):
            with pytest.raises(sqlite3.IntegrityError, match="can only be added to"):
                raw.execute(wish)


def test_a_trail_that_was_changed_behind_its_back_is_found_out(desk: Desk, saved: Saved) -> None:
    desk.rename(saved.id, "Fitz", "Ann", NOON)
    with closing(sqlite3.connect(desk.root / "desk.sqlite")) as raw, raw:
        raw.execute("DROP TRIGGER trail_UPDATE")
        raw.execute("UPDATE trail SET entry = replace(entry, 'Ann', 'Bob') WHERE number = 1")
    with pytest.raises(InputError, match="Entry 1"):
        desk.trail(saved.id)


def test_what_is_not_there_is_404_and_names_have_an_end(desk: Desk, saved: Saved) -> None:
    with pytest.raises(InputError) as caught:
        desk.load("nowhere")
    assert (caught.value.code, caught.value.status) == ("CONFIGURATION_UNKNOWN", 404)
    assert InputError.status == 422
    for name in ("", "  ", "x" * 121):
        with pytest.raises(InputError):
            desk.rename(saved.id, name, "Ann", NOON)
