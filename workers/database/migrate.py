"""Brings a database to the schema of this code; whoever comes first does it, the others wait."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
HEAD = "0003"
"""The newest migration. A test holds it against the folder."""
LOCK = 0x11FE27
"""Of Postgres, while somebody migrates."""


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing. Raises what the database raises."""
    if _version(engine) == HEAD:
        return
    with engine.begin() as db:
        if db.dialect.name == "postgresql":
            db.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        upgrade(db)


def upgrade(db: Connection, to: str = "head") -> None:
    """Run Alembic within the transaction of `db`."""
    from alembic import command  # noqa: PLC0415 - a database that is up to date needs none of it
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": db})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if not inspect(db).has_table("alembic_version"):
            return None
        return db.execute(text("select version_num from alembic_version")).scalar()
