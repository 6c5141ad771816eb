"""What a customer's logo is called in prices, on pages and on the sheet."""

import pytest

from configurator.resolve.artwork.logo import title_of


@pytest.mark.parametrize(
    ("file", "title"),
    [("wildcats.svg", "Wildcats"), ("art/school_crest-2.png", "School crest 2"), (f"{'0a' * 32}.svg", "Logo")],
)
def test_a_logo_is_called_by_its_file_unless_that_says_nothing(file: str, title: str) -> None:
    assert title_of(file) == title
