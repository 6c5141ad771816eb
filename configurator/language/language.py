"""A language as documents speak it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Self

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from configurator.language.codes import LanguageCode
from configurator.language.phrases import rephrased
from configurator.language.texts import texts

DIGITS = "latn"
"""One set of digits in every language: codes, digests and drawings have them too, and a reader compares."""
LTR_MARK, ISOLATE, FIRST_STRONG, END_ISOLATE = "\u200e", "\u2066", "\u2068", "\u2069"
NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?")
PERCENT = re.compile(r"([0-9.]+) %")


@dataclass(frozen=True)
class Language:
    """How things are said in `code`, with the numbers and dates of a market; `authored` are a product's own texts."""

    code: LanguageCode
    market: str = ""
    """ISO 3166; numbers are written as there, where people speak the language."""
    authored: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: LanguageCode, market: str, translations: Mapping[LanguageCode, dict[str, str]]) -> Self:
        """The language with what the product's author has translated into it."""
        return cls(code, market, translations.get(code, {}))

    @property
    def locale(self) -> Locale:
        """For Babel."""
        return _locale(self.code, self.market)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def is_rtl(self) -> bool:
        """Whether it is written from the right."""
        return self.direction == "rtl"

    def ltr(self, said: str) -> str:
        """A code or measure, which reads from the left in every language (Unicode UAX #9, isolates)."""
        return f"{ISOLATE}{said}{END_ISOLATE}" if self.is_rtl else said

    def own(self, said: str) -> str:
        """Words of a customer's in a sentence of ours, in whatever direction they run."""
        return f"{FIRST_STRONG}{said}{END_ISOLATE}" if self.is_rtl else said

    def text(self, key: str, **values: object) -> str:
        """The text of the catalog called `key`, filled with `values`."""
        return texts()[key][self.code]["other"].format_map(values)

    def counted(self, key: str, count: int) -> str:
        """The text called `key` in the plural form that `count` asks for."""
        forms = texts()[key][self.code]
        form = str(self.locale.plural_form(count))
        return forms.get(form, forms["other"]).format(count=self.number(count))

    def say(self, said: str) -> str:
        """What a product's author, or a price, wrote: translated where there is a translation, else as it is."""
        if said in self.authored:
            return self.authored[said]
        if NUMBER.fullmatch(said):
            return self.number(Decimal(said.replace(",", "")))
        if share := PERCENT.fullmatch(said):
            return self.percent(Decimal(share[1]))
        return said if self.code == "en" else rephrased(said, lambda key, values: self.text(key, **values), self.say)

    def money(self, amount: Decimal, currency: str) -> str:
        """`$1,234.50`; `1.234,50 €`."""
        said = format_currency(amount, currency, locale=self.locale, numbering_system=DIGITS)
        return f"{said}{LTR_MARK}" if self.is_rtl and said.endswith("$") else said

    def number(self, value: Decimal | float, decimals: int | None = None) -> str:
        """`1,234.5`; with exactly so many `decimals` where that is said."""
        pattern = None if decimals is None else f"#,##0.{'0' * decimals}".rstrip(".")
        return format_decimal(value, pattern, locale=self.locale, numbering_system=DIGITS)

    def percent(self, value: Decimal) -> str:
        """`2.5%`, of 2.5."""
        return format_percent(value / 100, locale=self.locale, decimal_quantization=False, numbering_system=DIGITS)

    def millimetres(self, value: float) -> str:
        """A length on paper: whole millimetres from 100 on, else one decimal at most."""
        return self.number(round(value) if value >= 100 else round(value, 1))

    def metres(self, value_mm: float) -> str:
        """`1.20`."""
        return self.number(value_mm / 1000, 2)

    def file_size(self, count: int) -> str:
        """`12.3 MB` or `48 kB`."""
        return f"{self.number(count / 1e6, 1)} MB" if count >= 1e6 else f"{self.number(max(1, round(count / 1e3)))} kB"

    def day(self, day: date) -> str:
        """`November 24, 2026`."""
        return format_date(day, "long", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """`November 24, 2026, 14:05 UTC`."""
        return f"{self.day(moment.date())}, {moment:%H:%M} {moment.tzname()}"

    def listed(self, parts: Sequence[str]) -> str:
        """`a, b and c`, as the language has it."""
        return format_list(list(parts), locale=self.locale)


@lru_cache
def _locale(code: str, market: str) -> Locale:
    try:
        return Locale.parse(f"{code}_{market}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(code)
