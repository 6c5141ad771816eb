"""What the configurator keeps, in whatever database its caller opens for it: SQLite or Postgres."""

from configurator.database.access import Database, alone
from configurator.database.tables import metadata

__all__ = ["Database", "alone", "metadata"]
