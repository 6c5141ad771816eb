import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderer.closest import closest

PAINTS = ["paint.arctic-white", "paint.flag-red", "paint.pine-green", "paint.sage", "paint.school-gold"]


@pytest.mark.parametrize(
    ("meant", "found"),
    [
        ("paint.scool-gold", "paint.school-gold"),
        ("PAINT.FLAG-RED", "paint.flag-red"),
        ("gold", "paint.school-gold"),
        ("paint.pnie-green", "paint.pine-green"),
        ("paint.red", "paint.flag-red"),
        ("vinyl.gold", "paint.school-gold"),
        ("gld", "paint.school-gold"),
        ("grene", "paint.pine-green"),
    ],
)
def test_a_slip_leads_to_what_was_meant(meant: str, found: str) -> None:
    assert closest(meant, PAINTS)[0] == found


@given(st.text(max_size=30), st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_only_known_names_come_back_and_order_does_not_matter(name: str, known: list[str]) -> None:
    found = closest(name, known)
    assert len(found) == min(3, len(known))
    assert set(found) <= set(known)
    assert found == closest(name, reversed(known))


@given(st.sampled_from(PAINTS))
def test_a_known_name_is_nearest_to_itself(name: str) -> None:
    assert closest(name, PAINTS)[0] == name


def test_nothing_is_near_where_nothing_is() -> None:
    assert closest("anything", []) == ()
