"""The catalog of texts, read once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "texts.toml"
Forms = Mapping[str, str]
"""Plural category of the Unicode CLDR → text; `other` alone where there are none."""


@cache
def texts() -> dict[str, dict[str, Forms]]:
    """Key, such as `price.title`, → language → its forms."""
    return dict(_flat("", tomllib.loads(FILE.read_text(encoding="utf-8"))))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Forms]]]:
    for name, inner in table.items():
        if "en" in inner:
            forms = {language: {"other": said} if isinstance(said, str) else said for language, said in inner.items()}
            yield f"{prefix}{name}", forms
        else:
            yield from _flat(f"{prefix}{name}.", inner)
