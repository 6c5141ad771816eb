"""What a customer can say about words arrives in the drawing, and leaves old configurations as they were."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.errors import ConfigurationInvalid
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.spec_sheet.make import configuration_digest
from renderer.color import delta_e_2000, hex_to_lab

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


def _resolved(cart: Catalog, **fields: object) -> ResolvedConfiguration:
    words = {"zone": "side_left", "kind": "text", "text": "Westview", "font": "alfa-slab-one", "color": "#ffffff"}
    return resolve(Configuration.model_validate({"product": "golf_cart", "personalizations": [words | fields]}), cart)


def _codes(cart: Catalog, **fields: object) -> set[tuple[str, str]]:
    with pytest.raises(ConfigurationInvalid) as caught:
        _resolved(cart, **fields)
    return {(violation.code, violation.path) for violation in caught.value.violations}


def test_plain_wishes_leave_no_trace(cart: Catalog) -> None:
    plain, said = _resolved(cart), _resolved(cart, layout="straight", tracking=0.0, outline=None)
    assert configuration_digest(plain) == configuration_digest(said)
    assert plain.personalizations[0].wishes == {}


def test_wishes_change_drawing_and_digest(cart: Catalog) -> None:
    plain, arched = _resolved(cart), _resolved(cart, layout="arched", second_line="24", outline={"color": "#111111"})
    assert configuration_digest(plain) != configuration_digest(arched)
    assert arched.personalizations[0].colors == ("#ffffff", "#111111")
    assert arched.personalizations[0].title == "“Westview · 24”"


def test_a_colour_can_be_a_swatch_or_a_name_of_a_palette(cart: Catalog) -> None:
    gold = cart.swatches["paint.school-gold"].color
    assert _resolved(cart, color="paint.school-gold").personalizations[0].color == gold
    assert _resolved(cart, color="Gold leaf 23 ct", finish="foil").personalizations[0].color == "#ffe29b"
    lab = " ".join(map(str, cart.swatches["paint.school-gold"].lab))
    assert (
        delta_e_2000(hex_to_lab(_resolved(cart, color=f"lab({lab})").personalizations[0].color), hex_to_lab(gold)) < 1
    )


def test_every_fault_is_said_where_it_is(cart: Catalog) -> None:
    assert _codes(cart, layout="spiral") == {("LAYOUT_UNKNOWN", "/personalizations/0/layout")}
    assert _codes(cart, layout="monogram_circle") == {("MONOGRAM_LETTERS", "/personalizations/0/text")}
    assert _codes(cart, outline={"color": "golden"}, second_font="comic") == {
        ("COLOR_UNKNOWN_NAME", "/personalizations/0/outline/color"),
        ("FONT_UNKNOWN", "/personalizations/0/second_font"),
    }


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"second_line": "EST\u200b"}, "TEXT_INVISIBLE", "second_line"),
        ({"second_line": "🦅"}, "TEXT_GLYPH_MISSING", "second_line"),
        ({"second_line": "١٩٧٤"}, "TEXT_GLYPH_MISSING", "font"),
        ({"second_line": "Дом", "second_font": "yellowtail"}, "TEXT_GLYPH_MISSING", "second_font"),
        ({"text": "A", "second_line": "B", "layout": "monogram_circle"}, "MONOGRAM_SECOND_LINE", "second_line"),
        ({"second_line": "  ", "font": "comic"}, "FONT_UNKNOWN", "font"),
        ({"text": "W" * 500}, "TEXT_TOO_LONG", "text"),
    ],
)
def test_a_fault_of_one_line_is_said_once_of_that_line(
    cart: Catalog, fields: dict[str, str], code: str, field: str
) -> None:
    assert _codes(cart, **fields) == {(code, f"/personalizations/0/{field}")}
