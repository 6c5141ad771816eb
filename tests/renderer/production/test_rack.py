"""Of the colours that a workshop has by name each process is offered its own."""

import pytest

from renderer.artwork.find_color import NamedColor
from renderer.production.rack import rack_for

RACK = {
    palette: NamedColor(palette, "#ffffff", (100.0, 0.0, 0.0), palette)
    for palette in ("threads-rayon", "leaf", "paint", "house-inks")
}


@pytest.mark.parametrize(
    ("finish", "offered"),
    [
        ("embroidered", {"threads-rayon"}),
        ("foil", {"leaf"}),
        ("painted", {"paint", "house-inks"}),
        ("vinyl", {"house-inks"}),
        ("screen_print", {"house-inks"}),
    ],
)
def test_a_process_is_offered_what_it_is_made_in(finish: str, offered: set[str]) -> None:
    assert set(rack_for(finish, RACK)) == offered
