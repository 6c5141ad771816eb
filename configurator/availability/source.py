"""Where stock and lead times come from: anything that answers `supplies`. Here are CSV and SQL."""

import csv
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from configurator.errors import CatalogInvalid
from renderer.errors import SystemFailure


@dataclass(frozen=True)
class Supply:
    """How many of an item of the bill of materials are there, and how many working days the next ones take."""

    in_stock: int
    lead_days: int


class SupplySource(Protocol):
    """An operator's stock. Items it says nothing of take the plan's usual lead time."""

    def supplies(self, items: Collection[str]) -> Mapping[str, Supply]:
        """What is known of `items`; raises `SystemFailure` where it cannot be asked."""
        ...


class CsvSource:
    """A file with the columns item, in_stock and lead_days, read anew each time it is asked."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def supplies(self, items: Collection[str]) -> Mapping[str, Supply]:
        """What the file says of `items`; raises `CatalogInvalid` with the line that cannot be used."""
        try:
            with self.file.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except OSError as error:
            raise SystemFailure(f"{self.file.name}: {error.strerror}. Put the stock list back.") from None
        known = {row.get("item", ""): self._supply(number, row) for number, row in enumerate(rows, 2)}
        return {item: known[item] for item in items if item in known}

    def _supply(self, line: int, row: Mapping[str, str]) -> Supply:
        try:
            in_stock, lead_days = int(row["in_stock"]), int(row["lead_days"])
        except (KeyError, TypeError, ValueError):
            wrong = f"is {','.join(str(value) for value in row.values())[:60]!r}."
            raise CatalogInvalid(self.file, f"line {line}", wrong, "item,in_stock,lead_days; whole numbers.") from None
        if in_stock < 0 or lead_days < 0:
            raise CatalogInvalid(self.file, f"line {line}", "has a number below 0.", "0 and more.")
        return Supply(in_stock, lead_days)


class SqlSource:
    """A query against any DB-API 2.0 connection, https://peps.python.org/pep-0249/.

    `query` takes one item as its only parameter, in the style of the driver, and answers (in_stock, lead_days).
    """

    def __init__(self, connect: Callable[[], Any], query: str) -> None:
        self.connect = connect
        self.query = query

    def supplies(self, items: Collection[str]) -> Mapping[str, Supply]:
        """What the database says of `items`."""
        try:
            with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
                rows = {item: self._row(cursor, item) for item in items}
        except Exception as error:
            raise SystemFailure(f"The stock database cannot be asked: {error}.", code="SUPPLY_UNAVAILABLE") from error
        return {item: Supply(int(row[0]), int(row[1])) for item, row in rows.items() if row is not None}

    def _row(self, cursor: Any, item: str) -> tuple[Any, ...] | None:  # noqa: ANN401 - drivers share no type
        cursor.execute(self.query, (item,))
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row
