from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from configurator.language.codes import LANGUAGES, LanguageCode
from configurator.language.language import Language


@pytest.mark.parametrize(
    ("code", "market", "money", "number", "day"),
    [
        ("en", "US", "$1,234.50", "1,234.5", "November 24, 2026"),
        ("en", "DE", "1.234,50\N{NO-BREAK SPACE}US$", "1.234,5", "24 November 2026"),
        ("de", "DE", "1.234,50\N{NO-BREAK SPACE}$", "1.234,5", "24. November 2026"),
        (
            "ar",
            "US",
            "\u200f1,234.50\u00a0US$\u200e",
            "1,234.5",
            "24 نوفمبر 2026",
        ),
    ],
)
def test_numbers_are_written_as_in_the_market(
    code: LanguageCode, market: str, money: str, number: str, day: str
) -> None:
    say = Language(code, market)
    assert say.money(Decimal("1234.50"), "USD") == money
    assert say.number(1234.5) == number
    assert say.day(date(2026, 11, 24)) == day
    assert say.moment(datetime(2026, 11, 24, 14, 5, tzinfo=UTC)) == f"{day}, 14:05 UTC"


def test_figures_are_written_for_people() -> None:
    say = Language("en", "US")
    assert [say.file_size(count) for count in (12, 48_200, 6_250_000)] == ["1 kB", "48 kB", "6.2 MB"]
    assert [say.millimetres(value) for value in (610.04, 61.94, 60.0)] == ["610", "61.9", "60"]
    assert say.metres(1200) == "1.20"


def test_plurals_follow_the_language() -> None:
    assert [Language("en").counted("facts.personalizations", count) for count in (1, 2)] == [
        "1 personalization",
        "2 personalizations",
    ]
    arabic = [Language("ar").counted("facts.personalizations", count) for count in (0, 1, 2, 3, 11, 100)]
    assert len(set(arabic)) == 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_nobody_translated_stays_as_it_was_written(code: LanguageCode) -> None:
    assert Language(code).say("A strap of saddle leather") == "A strap of saddle leather"


def test_prices_give_their_reasons_in_every_language() -> None:
    say = Language("de", "DE", {"Painted by hand": "Von Hand lackiert", "Wheels": "Räder"})
    assert say.say("Painted by hand, 9 dm², 2,345 stitches, 3 colours") == (
        "Von Hand lackiert, 9 dm², 2.345 Stiche, 3 Farben"
    )
    assert say.say("Wheels: Mag") == "Räder: Mag"
    assert say.say("2.5 % off every piece from 5 on") == "2,5\N{NO-BREAK SPACE}% Nachlass je Stück ab 5 Stück"
    assert say.say("Painted by hand, set up once per order") == "Von Hand lackiert, einmalige Einrichtung je Auftrag"
