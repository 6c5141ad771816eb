"""The languages that documents are written in."""

from typing import Literal, get_args

LanguageCode = Literal["en", "de", "ar"]
"""ISO 639-1."""
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
