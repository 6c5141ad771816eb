import sqlite3
from pathlib import Path

import pytest

from configurator.availability.source import CsvSource, SqlSource, Supply
from configurator.errors import CatalogInvalid
from renderer.errors import SystemFailure

QUERY = "SELECT in_stock, lead_days FROM supplies WHERE item = ?"


def test_both_sources_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("\ufeffitem,in_stock,lead_days\nwheel,5,9\nhorn,0,3\n")
    with sqlite3.connect(tmp_path / "stock.db") as database:
        database.execute("CREATE TABLE supplies (item TEXT, in_stock INT, lead_days INT)")
        database.executemany("INSERT INTO supplies VALUES (?, ?, ?)", [("wheel", 5, 9), ("horn", 0, 3)])
    database.close()
    sources = CsvSource(tmp_path / "stock.csv"), SqlSource(lambda: sqlite3.connect(tmp_path / "stock.db"), QUERY)
    for source in sources:
        assert source.supplies(["wheel", "sail"]) == {"wheel": Supply(5, 9)}


@pytest.mark.parametrize("row", ["wheel,many,9", "wheel,5", "wheel,-1,9"])
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "stock.csv").write_text(f"item,in_stock,lead_days\nhorn,1,1\n{row}\n")
    with pytest.raises(CatalogInvalid) as caught:
        CsvSource(tmp_path / "stock.csv").supplies(["wheel"])
    assert caught.value.key == "line 3"


def test_stock_that_cannot_be_asked_is_the_systems_fault(tmp_path: Path) -> None:
    with pytest.raises(SystemFailure):
        CsvSource(tmp_path / "nowhere.csv").supplies(["wheel"])
    with pytest.raises(SystemFailure) as caught:
        SqlSource(lambda: sqlite3.connect(":memory:"), QUERY).supplies(["wheel"])
    assert "no such table" in caught.value.message
