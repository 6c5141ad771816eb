"""Tables for spreadsheets and programs, RFC 4180."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets (CWE-1236); a quote before it keeps it text."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, marked: bool = True, guarded: bool = True) -> bytes:
    """A table with a row of column names: UTF-8, `marked` with a byte order mark by which spreadsheets read umlauts.

    `guarded`, no cell is run by a spreadsheet; what only programs read has every cell as it is.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) if guarded else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if marked else "utf-8")


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
