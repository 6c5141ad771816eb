"""The catalog of texts: whole in every language, and the same blanks to fill everywhere."""

from string import Formatter

import pytest
from babel import Locale

from configurator.language.codes import LANGUAGES, LanguageCode
from configurator.language.texts import texts
from renderer.finishes.apply_finish import FINISHES


def blanks(said: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(said) if name}


@pytest.mark.parametrize("key", texts())
def test_every_text_is_there_in_every_language_with_the_same_blanks(key: str) -> None:
    forms = texts()[key]
    assert set(forms) == set(LANGUAGES)
    assert all("other" in each for each in forms.values())
    assert len({frozenset(blanks(each["other"])) for each in forms.values()}) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_plural_forms_are_those_of_the_language(code: LanguageCode) -> None:
    known = {*Locale.parse(code).plural_form.tags, "other"}
    assert all(set(forms[code]) <= known for forms in texts().values())


def test_every_finish_has_a_name() -> None:
    assert {f"finishes.{finish}" for finish in FINISHES} <= set(texts())
