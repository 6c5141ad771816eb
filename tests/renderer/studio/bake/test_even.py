"""Evening out takes noise from a surface and brings nothing over its edge."""

import numpy as np
import pytest

from renderer.studio.bake.clean import divided
from renderer.studio.bake.even import evened
from renderer.studio.bake.half import Half

SIDE = 24


@pytest.fixture
def floor_and_wall() -> Half:
    """A raster whose left half sees the floor and whose right half sees a wall that stands on it."""
    pixel = np.arange(SIDE * SIDE, dtype=np.int32)
    y, x = np.divmod(pixel, SIDE)
    is_floor = (x < SIDE // 2)[:, None]
    column = (x - SIDE // 2).astype(np.float32)
    position = np.where(is_floor, np.stack([column, 0 * column, y], axis=1), np.stack([0 * column, column, y], axis=1))
    normal = np.where(is_floor, [0, 1, 0], [-1, 0, 0]).astype(np.float32)
    one = np.ones(len(pixel), np.float32)
    return Half(SIDE, SIDE, pixel, position.astype(np.float32), normal, -normal, np.zeros_like(pixel), one)


def test_noise_goes_and_the_edge_stays(floor_and_wall: Half) -> None:
    is_floor = floor_and_wall.normal[:, 1] > 0.5
    truth = np.where(is_floor, 0.2, 0.8)[:, None]
    noisy = (truth + np.random.default_rng(3).normal(0, 0.1, truth.shape)).astype(np.float32)
    even = evened(floor_and_wall, noisy)
    assert np.abs(even - truth).max() < 0.1
    assert (even - truth).std() < 0.25 * (noisy - truth).std()
    assert evened(floor_and_wall, truth.astype(np.float32)) == pytest.approx(truth, abs=1e-6)


def test_what_is_divided_is_as_much_as_before() -> None:
    whole = np.array([0.0, 0.5, 2.0], np.float32)
    parts = np.array([[0.0, 0.0], [0.3, 0.1], [0.0, 0.0]], np.float32)
    shares = divided(whole, parts)
    assert shares.sum(axis=1) == pytest.approx(whole, abs=1e-6)
    assert shares[1] == pytest.approx([0.375, 0.125], rel=1e-3)
    assert shares[2] == pytest.approx([1.0, 1.0])


def test_what_differs_by_more_than_noise_keeps_its_edge(floor_and_wall: Half) -> None:
    shade = (np.arange(len(floor_and_wall.pixel)) % floor_and_wall.width < floor_and_wall.width // 4).astype(np.float32)
    clouds = np.random.default_rng(5).normal(0, 0.01, (len(shade), 1)).astype(np.float32)
    apart = np.abs(evened(floor_and_wall, shade[:, None] + clouds, 0.04)[:, 0] - shade)
    assert apart.max() < 0.03
    assert apart.std() < np.abs(clouds).std() / 2
