import pytest

from renderer.color import contrast, distances, hex_to_lab, hex_to_linear, is_hex


def test_a_colour_is_read_into_linear_light_and_lab() -> None:
    assert hex_to_linear("#F2b41B") == pytest.approx((0.8880, 0.4564, 0.0110), abs=1e-4)
    assert hex_to_lab("#f2b41b") == (77.0, 10.9, 76.0)
    assert hex_to_lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.05)


def test_contrast_goes_from_1_to_21_and_ignores_order() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#1d5440", "#ffffff") == contrast("#ffffff", "#1d5440")


def test_a_colour_is_nearest_to_itself() -> None:
    colors = ["#f2b41b", "#1d5440", "#ffffff"]
    found = distances("#1d5440", map(hex_to_lab, colors))
    assert found[1] == 0
    assert min(found[0], found[2]) > 30
    assert distances("#1d5440", []) == []


@pytest.mark.parametrize("color", ["#fff", "f2b41b", "#f2b41", "#f2b41g", "#f2b41b\n", "", "gold"])
def test_only_six_digits_after_a_hash_are_a_colour(color: str) -> None:
    assert not is_hex(color)
    assert is_hex("#F2b41B")
