"""What an operator calls things can be read on every sheet, or at least is no reason that there is none."""

import pytest

from renderer.artwork.fonts import font
from renderer.artwork.label import INK, UNKNOWN, label
from renderer.artwork.layouts.line import CAPITAL, set_line
from renderer.artwork.lettering import PLAIN
from renderer.artwork.outline import path_data, united


def labelled(text: str) -> str:
    return label(text, INK, 0.0, 0.0, 2.0)


@pytest.mark.parametrize("text", ["\u5c71\u7530", "\u0639\u0627\u0626\u0644\u0629", "\u0915\u093f", "\u5c71 Blue"])
def test_names_in_any_script_that_a_font_has_are_set_in_it(text: str) -> None:
    assert 'd="M' in labelled(text)
    assert labelled(text) != labelled(UNKNOWN * len(text))


def test_what_the_plain_font_has_is_set_in_that() -> None:
    scale = 2.0 / CAPITAL
    path = united(set_line("Left side", font("noto-sans"), PLAIN).path).transform(scale, 0, 0, -scale, 0, 0)
    assert f'd="{path_data(path)}"' in labelled("Left side")


def test_what_no_font_has_is_a_question_mark() -> None:
    assert labelled("Side\t\U0001f600") == labelled("Side??")
