"""Every code that a customer may meet over a personalization is given somewhere, and a configuration meets it."""

from pathlib import Path

import pytest

from tests.test_imports import FLOORS, ROOT

CODES = (
    "TEXT_TOO_LONG",
    "TEXT_GLYPH_MISSING",
    "TEXT_BIDI_CONTROL",
    "TEXT_INVISIBLE",
    "TEXT_STACKED_MARKS",
    "TEXT_ENCODING",
    "TEXT_MIXED_SCRIPT",
    "TEXT_REVIEW",
    "TEXT_TOO_SMALL",
    "STROKE_TOO_THIN",
    "SVG_DTD_FORBIDDEN",
    "SVG_EXTERNAL_REF",
    "SVG_TOO_DEEP",
    "SVG_TOO_COMPLEX",
    "SVG_ASPECT",
    "SVG_COLOR_UNKNOWN",
    "SVG_TIMEOUT",
    "SVG_TEXT_NOT_OUTLINED",
    "SVG_LEFT_OUT",
    "IMAGE_TOO_LARGE",
    "IMAGE_FORMAT",
    "IMAGE_ANIMATED",
    "IMAGE_INVALID",
    "IMAGE_LOW_DPI",
    "VECTOR_REQUIRED",
    "LOGO_TOO_MANY_COLORS",
    "COLORS_MERGED",
    "COLOR_INVALID",
    "COLOR_UNKNOWN_NAME",
    "COLOR_LOW_CONTRAST",
    "LEAF_UNNAMED",
    "ZONE_UNKNOWN",
    "ZONE_FINISH",
    "ZONE_MARGIN",
    "ZONE_OVERLAP",
    "ZONE_TOO_MANY",
    "ZONE_STRETCH",
    "ZONE_OFF_SURFACE",
    "ZONE_SPANS_CREASE",
    "STITCH_LIMIT",
)


def words(folders: tuple[str, ...]) -> str:
    files = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py") if file != Path(__file__))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("folders", [FLOORS, ("tests/configurator",)], ids=["given", "met"])
def test_no_code_is_forgotten(folders: tuple[str, ...]) -> None:
    read = words(folders)
    assert [code for code in CODES if f'"{code}"' not in read] == []
