"""What an artwork is drawn on where the sheet shows it flat."""

import pytest

from configurator.spec_sheet.personal import SEEN, behind
from renderer.color import contrast


@pytest.mark.parametrize("ground", ["#6b4a2f", "#f4f4f2", "#111111", "#8f9496"])
def test_relief_in_the_grounds_own_colour_is_drawn_where_it_shows(ground: str) -> None:
    shown = behind([ground], ground)
    assert shown != ground
    assert contrast(ground, shown) >= SEEN


@pytest.mark.parametrize("colors", [("#ffffff",), ("#6b4a2f", "#f2b41b"), ()])
def test_all_else_is_drawn_on_its_own_ground(colors: tuple[str, ...]) -> None:
    assert behind(colors, "#6b4a2f") == "#6b4a2f"
