import pytest

from configurator.color import Lab, contrast, delta_e, is_hex, lab, linear

SHARMA: list[tuple[Lab, Lab, float]] = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
    ((50.0, -0.001, 2.49), (50.0, 0.0011, -2.49), 4.7461),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""From the test data of Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula, 2005."""


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_ciede2000_agrees_with_the_published_pairs(first: Lab, second: Lab, expected: float) -> None:
    assert delta_e(first, second) == pytest.approx(expected, abs=5e-5)
    assert delta_e(second, first) == pytest.approx(expected, abs=5e-5)


def test_lab_of_the_primaries_is_as_published() -> None:
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#000000") == pytest.approx((0, 0, 0), abs=1e-9)
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


def test_linear_follows_both_branches_of_the_curve() -> None:
    assert linear("#000000") == (0, 0, 0)
    assert linear("#ffffff") == pytest.approx((1, 1, 1))
    assert linear("#0a800a") == pytest.approx((0.0030353, 0.2158605, 0.0030353), abs=1e-6)


def test_contrast_goes_from_1_to_21_and_ignores_order() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#1d5440", "#ffffff") == contrast("#ffffff", "#1d5440")


@pytest.mark.parametrize("color", ["#fff", "f2b41b", "#f2b41", "#f2b41g", "#f2b41b\n", "", "gold"])
def test_only_six_digits_after_a_hash_are_a_colour(color: str) -> None:
    assert not is_hex(color)
    assert is_hex("#F2b41B")
