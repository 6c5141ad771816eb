import numpy as np
import pytest

from renderer.color import delta_e_2000, hex_to_linear, linear_to_lab, linear_to_srgb, srgb_to_linear

SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0011, -2.4900), 4.7461),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Pairs of Sharma, Wu and Dalal 2005 and their distances."""


@pytest.mark.parametrize(("first", "second", "distance"), SHARMA)
def test_distance_is_that_of_sharmas_pairs(
    first: tuple[float, ...], second: tuple[float, ...], distance: float
) -> None:
    assert delta_e_2000(first, second) == pytest.approx(distance, abs=5e-5)
    assert delta_e_2000(second, first) == pytest.approx(distance, abs=5e-5)


def test_srgb_and_back() -> None:
    values = np.arange(256) / 255
    assert np.abs(linear_to_srgb(srgb_to_linear(values)) - values).max() < 1e-6


def test_lab_of_white_grey_and_red() -> None:
    assert linear_to_lab([1, 1, 1]) == pytest.approx([100, 0, 0], abs=1e-6)
    assert linear_to_lab(hex_to_linear("#777777"))[1:] == pytest.approx([0, 0], abs=1e-6)
    assert linear_to_lab(hex_to_linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("wrong", ["ff0000", "#f00", "#gg0000", "transparent"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"non-hexadecimal|of the form"):
        hex_to_linear(wrong)
