"""The database: SQLite in the home, or Postgres for many hosts. One schema, one way to a transaction."""

from workers.database.engine import Database, dispose_engines, sqlite_url

__all__ = ["Database", "dispose_engines", "sqlite_url"]
