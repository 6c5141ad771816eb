import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from renderer.surface.clip import areas, clip_to_rectangle, covered_area

LOW, HIGH = np.array([-1.0, -0.5]), np.array([1.0, 0.5])
TRIANGLES = arrays(np.float64, (4, 3, 2), elements=st.integers(-300, 300).map(lambda n: n / 100))


@given(TRIANGLES)
def test_what_is_left_lies_inside(corners: np.ndarray) -> None:
    left = clip_to_rectangle(corners, LOW, HIGH)
    assert (left >= LOW - 1e-9).all()
    assert (left <= HIGH + 1e-9).all()


@given(TRIANGLES)
def test_the_parts_on_both_sides_of_a_line_add_up(corners: np.ndarray) -> None:
    far = np.array([9.0, 9.0])
    left = covered_area(corners, -far, np.array([0.0, 9.0]))
    right = covered_area(corners, np.array([0.0, -9.0]), far)
    assert left + right == pytest.approx(areas(corners).sum(), abs=1e-9)


def test_other_values_go_along() -> None:
    corners = np.array([[[-4.0, -4.0, 0.0], [4.0, -4.0, 0.0], [0.0, 4.0, 0.0]]])
    corners[..., 2] = 3 * corners[..., 0] - corners[..., 1]
    left = clip_to_rectangle(corners, LOW, HIGH)
    assert left[..., 2] == pytest.approx(3 * left[..., 0] - left[..., 1])
    assert areas(left).sum() == pytest.approx(2.0)


def test_nothing_inside_leaves_nothing() -> None:
    assert clip_to_rectangle(np.full((2, 3, 5), 7.0), LOW, HIGH).shape == (0, 3, 5)
