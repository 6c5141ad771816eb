"""What is said besides a message reaches the log, and nothing else does."""

import ast
import json
import logging
from collections.abc import Iterator
from pathlib import Path

from workers.logs import KNOWN, JsonLines

ROOT = Path(__file__).parents[2]


def said() -> Iterator[tuple[str, str]]:
    """File and key of each `extra={...}` in the tree, those of `**words` left out."""
    for folder in ("renderer", "configurator", "workers", "livery"):
        for file in (ROOT / folder).rglob("*.py"):
            if "extra={" in file.read_text():
                for node in ast.walk(ast.parse(file.read_text())):
                    if isinstance(node, ast.keyword) and node.arg == "extra" and isinstance(node.value, ast.Dict):
                        keys = (key for key in node.value.keys if isinstance(key, ast.Constant))
                        yield from ((file.name, str(key.value)) for key in keys)


def test_every_field_that_is_logged_is_known() -> None:
    found = list(said())
    assert ("deliver.py", "why") in found
    assert [(file, key) for file, key in found if key not in KNOWN] == []


def test_a_start_that_went_well_is_no_error_of_uvicorn() -> None:
    record = logging.makeLogRecord({"name": "uvicorn.error", "levelno": logging.INFO, "msg": "Shutting down"})
    assert "error" not in JsonLines().format(record)


def test_a_line_carries_its_fields_and_no_others() -> None:
    record = logging.makeLogRecord({"msg": "notice put off", "notice": "ab", "why": "gone", "address": "ann@b.example"})
    line = json.loads(JsonLines().format(record))
    assert (line["notice"], line["why"], "address" in line) == ("ab", "gone", False)
