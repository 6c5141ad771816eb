"""Combinations out of a CSV: a row each, a column a feature, and columns for names and feeds."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from configurator.batch.errors import PlanInvalid
from configurator.batch.plan import MOST
from configurator.violation import Violation, pointer

WORDS = ("name", "sku", "gtin", "title", "price", "link", "product")
"""Columns that are no features and that feeds know what to do with."""
PATH = pointer("combinations", "file")


@dataclass(frozen=True)
class Row:
    """One line of the list: what its columns say, empty cells left out."""

    line: int
    cells: dict[str, str]


def read_list(file: Path) -> list[Row]:
    """The rows of a CSV with a header, comma or semicolon between its cells; raises `PlanInvalid`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _refused(f"{file}: {error.strerror}. Name a CSV beside the plan.") from None
    except UnicodeDecodeError as error:
        raise _refused(f"{file} is not UTF-8 at byte {error.start}. Save it as UTF-8.") from None
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [name.strip() for name in next(reader, [])]
    if len(set(columns)) < len(columns) or "" in columns:
        raise _refused(f"{file.name}: every column of the first line needs a name of its own.")
    rows = [_row(file, reader.line_num, columns, cells) for cells in reader if any(cell.strip() for cell in cells)]
    if not rows or len(rows) > MOST:
        raise _refused(f"{file.name} has {len(rows):,} combinations; a plan takes 1 to {MOST:,}.")
    return rows


def product_of(file: Path) -> str:
    """The one product that the list's column `product` names; raises `PlanInvalid`."""
    named = {row.cells.get("product", "") for row in read_list(file)}
    if len(named) != 1 or named == {""}:
        raise _refused(f"{file.name} by itself needs a column `product` that names the same one in every row.")
    return named.pop()


def _row(file: Path, line: int, columns: list[str], cells: list[str]) -> Row:
    if len(cells) > len(columns):
        raise _refused(f"{file.name}, line {line}: {len(cells)} cells under {len(columns)} columns.")
    return Row(line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()})


def _refused(message: str) -> PlanInvalid:
    return PlanInvalid([Violation(code="LIST_UNREADABLE", path=PATH, message=message)])
