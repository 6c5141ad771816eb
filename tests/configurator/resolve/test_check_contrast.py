import pytest

from renderer.color import contrast
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words


@pytest.mark.parametrize(("body", "color"), [("paint.pine", "#1b1c1f"), ("paint.gold", "#ffffff")])
def test_words_that_drown_in_their_ground_are_doubted(choose: Choose, body: str, color: str) -> None:
    resolved = choose(selections={"body_color": body}, personalizations=[words(color=color)])
    (warning,) = resolved.warnings
    assert (warning.code, warning.path) == ("COLOR_LOW_CONTRAST", "/personalizations/0/color")
    for suggestion in warning.suggestions:
        assert contrast(suggestion, resolved.slots["body"].color) >= 3
        assert not choose(selections={"body_color": body}, personalizations=[words(color=suggestion)]).warnings


def test_words_that_stand_out_are_not_doubted(choose: Choose) -> None:
    assert not choose(personalizations=[words(color="#ffffff")]).warnings
