import pytest

from configurator.resolve import ResolvedConfiguration
from configurator.violation import Warning
from renderer.color import contrast
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import words


def doubts(resolved: ResolvedConfiguration) -> list[Warning]:
    """What is said about contrast."""
    return [warning for warning in resolved.warnings if warning.code == "COLOR_LOW_CONTRAST"]


@pytest.mark.parametrize(("body", "color"), [("paint.pine", "#1b1c1f"), ("paint.gold", "#ffffff")])
def test_words_that_drown_in_their_ground_are_doubted(choose: Choose, body: str, color: str) -> None:
    resolved = choose(selections={"body_color": body}, personalizations=[words(color=color)])
    (warning,) = doubts(resolved)
    assert warning.path == "/personalizations/0/color"
    for suggestion in warning.suggestions:
        assert contrast(suggestion, resolved.slots["body"].color) >= 3
        assert not doubts(choose(selections={"body_color": body}, personalizations=[words(color=suggestion)]))


def test_words_that_stand_out_are_not_doubted(choose: Choose) -> None:
    assert not doubts(choose(personalizations=[words(color="#ffffff")]))
