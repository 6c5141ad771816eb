"""A desk with one configuration on it, on SQLite and on Postgres."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from configurator.review import Desk, Saved, Shares
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import logo
from workers.database import Database

NOON = datetime(2027, 5, 4, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path / "files")


@pytest.fixture
def shares(desk: Desk) -> Shares:
    return Shares(desk)


@pytest.fixture
def saved(desk: Desk, choose: Choose) -> Saved:
    resolved = choose(selections={"rack": "large"}, personalizations=[logo()])
    return desk.save(resolved.configuration, "  The   Fitzgeralds ", "Ann", NOON, resolved.price)
