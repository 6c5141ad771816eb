"""Which kind of picture goes to whom."""

import pytest

from livery.api.negotiation import negotiated


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("image/avif,image/webp,image/apng,image/*,*/*;q=0.8", "avif"),
        ("image/webp,image/avif;q=0.5", "webp"),
        ("image/avif;q=0, image/webp", "webp"),
        ("image/png,image/svg+xml,image/*;q=0.8", "jpg"),
        ("image/png", "png"),
        ("*/*", "jpg"),
        (None, "jpg"),
    ],
)
def test_the_smallest_that_is_named_goes_out_and_else_what_all_can_open(accept: str | None, found: str) -> None:
    assert negotiated(accept, see_through=False) == found


def test_what_is_see_through_is_not_filled_in() -> None:
    assert negotiated("*/*", see_through=True) == "png"
    assert negotiated("image/webp,*/*", see_through=True) == "webp"
