from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from configurator.availability.reservations import Reservations
from configurator.catalog import Catalog
from configurator.errors import FinalizationRefused, VersionStale
from configurator.resolve import resolve
from configurator.review import Desk, Remark, Saved, Shares, State
from configurator.review.rows import set_state
from configurator.review.states import GIVING_BACK, NEXT
from renderer.errors import InputError
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import logo
from tests.configurator.review.conftest import NOON


def refusal(desk: Desk, saved: Saved, state: State) -> str:
    with pytest.raises(FinalizationRefused) as caught:
        desk.move(saved.id, state, "Ann", NOON, None)
    assert caught.value.status == 409
    return caught.value.code


def test_what_is_saved_can_be_taken_up_again_with_its_files_and_its_prices(
    desk: Desk, saved: Saved, catalog: Catalog
) -> None:
    assert (saved.name, saved.version, saved.state) == ("The Fitzgeralds", 1, "saved")
    again = resolve(desk.load(saved.id).configuration, catalog, date(2027, 5, 4))
    assert again.price.price_list == "standard"
    assert again.price.total == saved.total
    assert [warning.code for warning in again.warnings if warning.code.startswith("PRICE")] == ["PRICE_LIST_NEWER"]


def test_versions_are_kept_and_only_the_newest_is_built_upon(desk: Desk, saved: Saved, choose: Choose) -> None:
    ready = desk.move(saved.id, "ready", "Ann", NOON, saved.tag)
    second = desk.change(saved.id, choose(selections={"rack": "none"}).configuration, "Bo", NOON, ready.tag)
    assert (second.version, second.state) == (2, "saved")
    assert desk.load(saved.id, 1).configuration.selections == {"rack": "large"}
    assert [each.version for each in desk.versions(saved.id)] == [1, 2]
    with pytest.raises(VersionStale) as caught:
        desk.change(saved.id, choose().configuration, "Ann", NOON, ready.tag)
    assert (caught.value.code, caught.value.status) == ("VERSION_STALE", 412)
    assert "Bo" in caught.value.message


def test_what_is_saved_again_as_it_was_keeps_its_approval(desk: Desk, saved: Saved, choose: Choose) -> None:
    ready = desk.say(saved.id, Remark(by="Cy", kind="approval"), NOON)
    same = choose(selections={"rack": "large"}, personalizations=[logo()])
    assert desk.change(saved.id, same.configuration, "Bo", NOON, ready.tag, same.price) == ready
    assert [entry.action for entry in desk.trail(saved.id)] == ["saved", "approval"]
    other = choose(selections={"rack": "none"}, personalizations=[logo()])
    assert desk.change(saved.id, other.configuration, "Bo", NOON, ready.tag, other.price).state == "saved"


@pytest.mark.parametrize("end", GIVING_BACK)
def test_what_has_ended_gives_back_what_was_set_aside(desk: Desk, saved: Saved, end: State) -> None:
    reservations = Reservations(desk.database)
    reservations.reserve(saved.id, {"rack": 1}, {NOON.date(): 1}, 1)
    for state in ("ready", "finalized"):
        desk.move(saved.id, state, "Ann", NOON, None)
    assert reservations.held(saved.id) == ({"rack": 1}, {NOON.date(): 1})
    desk.move(saved.id, end, "Ann", NOON, None)
    assert reservations.held(saved.id) == ({}, {})


def test_whoever_decides_has_seen_where_it_stands(desk: Desk, saved: Saved) -> None:
    desk.rename(saved.id, "Another", "Bo", NOON)
    with pytest.raises(VersionStale):
        desk.move(saved.id, "ready", "Ann", NOON, saved.tag)
    desk.move(saved.id, "in_review", "Ann", NOON, desk.load(saved.id).tag)


def test_a_tenant_sees_nothing_of_anothers(desk: Desk, saved: Saved, choose: Choose) -> None:
    south = desk.of("south")
    assert south.page(10) == ([], None)
    for look in (south.load, south.versions, south.comments, south.trail):
        with pytest.raises(InputError) as caught:
            look(saved.id)
        assert caught.value.status == 404
    with pytest.raises(InputError):
        south.change(saved.id, choose().configuration, "Eve", NOON, None)
    assert desk.load(saved.id) == saved


def test_pages_leave_nothing_out(desk: Desk, choose: Choose) -> None:
    made = [desk.save(choose().configuration, f"Cart {number}", "Ann", NOON).id for number in range(5)]
    seen, after = [], None
    while True:
        shown, after = desk.page(2, after)
        seen += [each.id for each in shown]
        if after is None:
            break
    assert seen == sorted(made, reverse=True)


def test_only_steps_that_are_drawn_can_be_taken(desk: Desk, choose: Choose) -> None:
    for now, able in NEXT.items():
        for wanted in NEXT:
            saved = desk.save(choose().configuration, "Cart", "Ann", NOON)
            with desk.database.transaction() as db:
                set_state(db, saved.id, now)
            if wanted in able:
                assert desk.move(saved.id, wanted, "Ann", NOON, None).state == wanted
            else:
                assert refusal(desk, saved, wanted) == "STATE_FORBIDS"


def test_of_many_who_finalize_at_once_one_wins(desk: Desk, saved: Saved, choose: Choose) -> None:
    seen = desk.move(saved.id, "ready", "Ann", NOON, saved.tag).tag

    def attempt(number: int) -> str:
        try:
            if number % 2:
                return str(desk.change(saved.id, choose().configuration, "Bo", NOON, seen).version)
            return desk.move(saved.id, "finalized", "Ann", NOON, seen).state
        except FinalizationRefused as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(attempt, range(2))
    assert (first, second) in {("finalized", "VERSION_STALE"), ("VERSION_STALE", "2")}


def test_what_stands_cannot_be_changed(desk: Desk, saved: Saved, choose: Choose) -> None:
    for state in ("ready", "finalized", "released"):
        desk.move(saved.id, state, "Ann", NOON, None)
    with pytest.raises(FinalizationRefused) as caught:
        desk.change(saved.id, choose().configuration, "Ann", NOON, None)
    assert caught.value.code == "STATE_FORBIDS"
    assert refusal(desk, saved, "saved") == "STATE_FORBIDS"


def test_the_trail_tells_everything_and_can_only_grow(desk: Desk, saved: Saved, shares: Shares) -> None:
    desk.rename(saved.id, "Fitz", "Ann", NOON)
    shares.share(saved.id, "Ann", NOON)
    desk.move(saved.id, "in_review", "Ann", NOON, None)
    trail = desk.trail(saved.id)
    assert [entry.action for entry in trail] == ["saved", "renamed", "shared", "in_review"]
    assert [entry.number for entry in trail] == [1, 2, 3, 4]
    for wish in ("delete from trail", "update trail set entry = '{}'", "delete from versions"):
        with pytest.raises(IntegrityError, match="can only be added to"), desk.database.transaction() as db:
            db.execute(text(wish))
    assert desk.trail(saved.id) == trail


def test_a_trail_that_was_changed_behind_its_back_is_found_out(desk: Desk, saved: Saved) -> None:
    desk.rename(saved.id, "Fitz", "Ann", NOON)
    with desk.database.transaction() as db:
        postgres = db.dialect.name == "postgresql"
        db.execute(text(f"drop trigger {'trail_stays on trail' if postgres else 'trail_update'}"))
        db.execute(text("update trail set entry = replace(entry, 'Ann', 'Bob') where number = 1"))
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
