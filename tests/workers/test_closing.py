"""The last one in stock is promised once, and whoever comes too late learns when the next ones are there."""

import json
from datetime import date
from pathlib import Path

import pytest

from configurator.availability.delivery import needed
from configurator.configuration import read_configuration
from configurator.errors import FinalizationRefused
from configurator.resolve import resolve
from tests.configurator.tiny_catalog import load_tiny, write_tiny
from workers.closing import Closer, token_of
from workers.database import Database
from workers.desk import reservations_of
from workers.home import Home

DAY = date(2027, 5, 4)


@pytest.fixture
def closer(tmp_path: Path, database: Database) -> Closer:
    """A tiny order where one rack is in stock, and enough of all else."""
    folder = write_tiny(tmp_path)
    catalog = load_tiny(folder)
    resolved = resolve(read_configuration(json.dumps({"product": "tiny"}).encode()), catalog)
    stock = {item: (1 if item.startswith("rack") else 1000) for item in needed(resolved)}
    lines = [f"{item},{count},30" for item, count in stock.items()]
    (folder / "models" / "tiny" / "supply.csv").write_text("\n".join(["item,in_stock,lead_days", *lines]))
    return Closer(Home(tmp_path / "home", database_url=database.url), catalog, resolved, "spec-0001")


def reserve(closer: Closer, promised_on: date = DAY) -> None:
    reserving = closer.reserving(closer.delivery(promised_on))
    with closer.home.database.transaction() as db:
        reserving(db)


def test_of_two_who_were_promised_the_last_one_gets_it_and_the_other_learns_when(closer: Closer) -> None:
    second = Closer(closer.home, closer.catalog, closer.resolved, "spec-0002")
    both = [each.reserving(each.delivery(DAY)) for each in (closer, second)]
    soon = second.delivery(DAY).arrives_on
    with closer.home.database.transaction() as db:
        both[0](db)
    with pytest.raises(FinalizationRefused) as told, second.saying_when(DAY), closer.home.database.transaction() as db:
        both[1](db)
    assert (told.value.code, told.value.status) == ("STOCK_TAKEN", 409)
    later = second.delivery(DAY).arrives_on
    assert later > soon
    assert (str(later) in told.value.message, told.value.details) == (True, {"arrives_on": later.isoformat()})
    assert reservations_of(closer.home).held("spec-0002") == ({}, {})
    reserve(second)
    assert reservations_of(closer.home).held("spec-0002")[0] == needed(closer.resolved)


def test_asked_again_for_the_same_specification_it_is_as_it_was(closer: Closer) -> None:
    for _ in range(2):
        reserve(closer)
    assert reservations_of(closer.home).held("spec-0001")[0] == needed(closer.resolved)


def test_a_token_is_the_same_for_all_revisions_and_opens_nothing_else(closer: Closer, tmp_path: Path) -> None:
    one = token_of("spec-0001", closer.home)
    assert one == token_of("spec-0001", closer.home)
    assert len({one, token_of("spec-0002", closer.home), token_of("spec-0001", Home(tmp_path / "other"))}) == 3
