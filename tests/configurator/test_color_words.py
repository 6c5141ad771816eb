import pytest

from configurator.color_words import color_words


@pytest.mark.parametrize(
    ("color", "words"),
    [
        ("#ffffff", "white"),
        ("#1b1c1f", "black"),
        ("#777777", "grey"),
        ("#2e1650", "dark purple"),
        ("#5b2a86", "dark purple"),
        ("#f2b41b", "yellow"),
        ("#e8741c", "orange"),
        ("#b0151d", "red"),
        ("#1c2c4e", "dark blue"),
        ("#1f4f9e", "dark blue"),
        ("#1d5440", "dark green"),
        ("#a5c4bb", "light teal"),
        ("#63382a", "dark brown"),
        ("#a0602f", "brown"),
        ("#e91e8c", "pink"),
        ("#00a0a0", "teal"),
    ],
)
def test_colours_are_called_what_people_call_them(color: str, words: str) -> None:
    assert color_words(color) == words
