"""Migrations lead to the schema of the code, from nothing and from a ledger older than they are, on either database."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from configurator.review import Desk
from workers.database import Database, sqlite_url
from workers.database.migrate import HEAD, MIGRATIONS, upgrade
from workers.database.schema import metadata
from workers.ledger import Ledger

OLD = (
    "insert into configurations (id, version, tenant, product, body, etag, created_at) "
    "values (:id, :version, :tenant, :product, :body, :etag, :created_at)"
)


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrations_lead_to_the_schema(database: Database) -> None:
    with database.transaction() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []


def test_what_was_saved_before_there_were_states_is_still_there(database: Database, tmp_path: Path) -> None:
    engine = create_engine(database.url)
    with engine.begin() as db:
        upgrade(db, "0001")
        for version in (1, 2):
            row = {"id": "a" * 26, "version": version, "body": '{"product": "tiny"}', "etag": str(version)}
            db.execute(text(OLD), {**row, "tenant": "north", "product": "tiny", "created_at": 1e9 + version})
    engine.dispose()
    desk = Desk(database, tmp_path, "north")
    assert [(each.version, each.state) for each in desk.versions("a" * 26)] == [(1, "saved"), (2, "saved")]
    moved = desk.move("a" * 26, "ready", "Ann", datetime(2027, 1, 1, tzinfo=UTC), None)
    assert (moved.name, moved.version, moved.state) == ("tiny", 2, "ready")
    assert [entry.action for entry in desk.trail("a" * 26)] == ["ready"]


def test_a_ledger_older_than_migrations_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.sqlite") as old:
        old.execute("create table jobs (key text primary key, verb text not null)")
        old.execute("insert into jobs values ('a', 'render')")
    old.close()
    assert Ledger(Database(sqlite_url(tmp_path / "ledger.sqlite"))).count("queued") == 0


def test_many_that_come_first_at_once_migrate_once(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "ledger.sqlite"))
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda _: Ledger(database).count("queued"), range(12))) == [0] * 12
