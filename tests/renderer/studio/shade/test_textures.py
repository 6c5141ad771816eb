"""Textures against what their pictures are by definition: a mean, an axis."""

import numpy as np
import pytest

from renderer.studio.shade.pyramids import DATA, MIRROR, REPEAT, build_pyramid
from renderer.studio.shade.textures import CLOSE, ellipse, read_texture, widest, wrapped

IDENTITY = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def read(image: np.ndarray, uv: tuple[float, float], spread: tuple[float, float, float, float]) -> np.ndarray:
    pyramid = build_pyramid(image, DATA)
    result = np.empty((1, 4), np.float32)
    at, wide = np.array([uv], np.float32), np.array([spread], np.float32)
    read_texture(pyramid.whole(), pyramid.levels, DATA, (REPEAT, REPEAT), False, IDENTITY, at, wide, result)
    return np.asarray(result[0])


def picture(rows: np.ndarray) -> np.ndarray:
    return np.dstack([rows, rows, rows, np.full_like(rows, 255)]).astype(np.uint8)


def stripes() -> np.ndarray:
    """Black on the left half, white on the right."""
    return picture(np.tile(np.repeat([0, 255], 32), (64, 1)))


def test_a_pixel_that_covers_all_sees_the_mean() -> None:
    assert read(stripes(), (0.3, 0.3), (1, 0, 0, 1))[0] == pytest.approx(0.5, abs=0.01)


def test_a_footprint_along_a_stripe_does_not_blur_it() -> None:
    sharp = read(stripes(), (0.35, 0.5), (0, 0.12, 1 / 64, 0))
    blurred = read(stripes(), (0.5, 0.5), (0.12, 0, 0, 1 / 64))
    assert sharp[0] == pytest.approx(0, abs=0.01)
    assert 0.4 < blurred[0] < 0.6


def test_stripes_as_wide_as_a_pixel_are_grey_and_three_times_as_wide_are_seen() -> None:
    fine = picture(np.tile((np.arange(512) // 2 % 2 * 255), (512, 1)))
    answers = {
        pixels: np.ptp(
            [read(fine, (0.4 + k / 4096, 0.5), (4 / 512 / pixels, 0, 0, 4 / 512 / pixels))[0] for k in range(32)]
        )
        for pixels in (1, 3)
    }
    assert answers[1] < 0.1
    assert answers[3] > 0.7


def test_nothing_moves_means_the_texel_itself() -> None:
    assert read(stripes(), (0.75, 0.5), (0, 0, 0, 0))[0] == pytest.approx(1)


@pytest.mark.parametrize("degrees", [0.0, 30.0, 90.0, 145.0])
def test_the_long_axis_of_an_ellipse_does_not_depend_on_how_it_is_written(degrees: float) -> None:
    turn = np.radians(degrees)
    axes = np.array([[3 * np.cos(turn), 3 * np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    mixed = np.array([[0.6, 0.8], [-0.8, 0.6]]) @ axes
    along, across, x, y = ellipse(*mixed.ravel().tolist())
    assert (along, across) == pytest.approx((3, 1))
    assert abs(x * axes[0, 0] + y * axes[0, 1]) == pytest.approx(9)


def test_mirrored_and_repeated_texels() -> None:
    assert [wrapped(i, 3, REPEAT) for i in (-1, 0, 3, 4)] == [2, 0, 0, 1]
    assert [wrapped(i, 3, MIRROR) for i in (-1, 0, 3, 5, 6)] == [0, 0, 2, 0, 0]


@pytest.mark.parametrize("degrees", [0.0, 30.0, 45.0])
@pytest.mark.parametrize(("along", "across"), [(1.99, 1.99), (1.99, 0.1), (0.9, 0.9), (1.1, 1.05)])
def test_from_close_up_nobody_sees_what_is_halved(degrees: float, along: float, across: float) -> None:
    turn = np.radians(degrees)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) * [[along], [across]] / 64
    at, spread = np.array([(0.3, 0.6)], np.float32), axes.reshape(1, 4).astype(np.float32)
    pyramid = build_pyramid(picture(np.random.default_rng(2).integers(0, 256, (64, 64))), DATA)
    assert widest(pyramid.levels[0], IDENTITY, spread) <= CLOSE
    pyramid.texels[64 * 64 :] = 255
    results = np.empty((2, 1, 4), np.float32)
    for result in results:
        read_texture(pyramid.texels, pyramid.levels, DATA, (REPEAT, REPEAT), False, IDENTITY, at, spread, result)
        pyramid.whole()
    assert (results[0] == results[1]).all()
    assert not (pyramid.texels[64 * 64 :] == 255).all()
