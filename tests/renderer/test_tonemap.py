import numpy as np
import pytest

from renderer.tonemap import pbr_neutral, pbr_neutral_inverse


def test_base_colours_lose_only_the_offset_of_fresnel() -> None:
    assert pbr_neutral([0.5, 0.4, 0.3]) == pytest.approx([0.46, 0.36, 0.26])
    assert pbr_neutral([0.04, 0.04, 0.04]) == pytest.approx([0.01, 0.01, 0.01])


def test_light_without_end_is_white() -> None:
    assert pbr_neutral([1e6, 1e6, 1e6]) == pytest.approx([1, 1, 1], abs=1e-4)
    assert pbr_neutral([1e6, 1.0, 1.0]).min() > 0.99


def test_brighter_is_never_darker() -> None:
    greys = pbr_neutral(np.linspace(0, 20, 500)[:, None] * np.ones(3))
    assert (np.diff(greys[:, 0]) >= 0).all()
    assert greys.max() <= 1


@pytest.mark.parametrize("shown", [(0.0, 0.0, 0.0), (0.01, 0.02, 0.03), (0.2, 0.5, 0.1), (0.5, 0.5, 0.5)])
def test_the_inverse_undoes_it_where_nothing_is_compressed(shown: tuple[float, ...]) -> None:
    assert pbr_neutral(pbr_neutral_inverse(shown)) == pytest.approx(shown, abs=1e-6)


def test_a_light_background_comes_back() -> None:
    assert pbr_neutral(pbr_neutral_inverse((0.905, 0.905, 0.888))) == pytest.approx((0.905, 0.905, 0.888), abs=0.01)
