"""Tables for spreadsheets, RFC 4180: UTF-8 with a byte order mark, so that spreadsheets read umlauts."""

import csv
import io
from collections.abc import Iterable, Sequence

from configurator.handoff.order import ErpOrder

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets (CWE-1236); a quote before it keeps it text."""


def lines_csv(order: ErpOrder) -> bytes:
    """The price, a line a row."""
    rows = ((line.kind, line.label, line.reason, line.unit, line.count, line.amount) for line in order.lines)
    head = ("kind", "item", "reason", "unit", "count", "amount")
    return table((*head, "currency"), ((*row, order.currency) for row in rows))


def bill_csv(order: ErpOrder) -> bytes:
    """The bill of materials."""
    rows = (
        (line.kind, line.code, line.name, line.supplier, line.note, line.quantity) for line in order.bill_of_materials
    )
    return table(("kind", "code", "name", "supplier", "note", "quantity"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table with a row of column names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
