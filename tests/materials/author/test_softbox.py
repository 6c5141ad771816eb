import numpy as np

from materials.author.environments.panorama import directions
from materials.author.environments.softbox import Softbox, hang

BOX = Softbox((0, 3, 0), (1, 0, 0), (0, 0, 2), (4, 4, 4), falloff=0.5, skew=0.5, feather=0.1)


def test_a_box_is_seen_where_it_hangs_and_nowhere_else() -> None:
    rays = np.array([(0, 1, 0), (0, -1, 0), (1, 0, 0), (np.sqrt(0.5), np.sqrt(0.5), 0)], np.float64)
    coverage, _ = BOX.seen(rays)
    np.testing.assert_allclose(coverage, (1, 0, 0, 0), atol=1e-12)


def test_light_falls_off_to_the_rim_and_leans_to_one_end() -> None:
    rays = np.array([(0, 3, 0), (0, 3, 1), (0, 3, -1), (0.8, 3, 0)], np.float64)
    _, light = BOX.seen(rays / np.linalg.norm(rays, axis=1, keepdims=True))
    middle, front, back, side = light[:, 0]
    assert middle == 4.0
    assert front > back
    assert side < middle


def test_a_box_covers_what_is_behind_it() -> None:
    rays = directions(64, 32)
    lit = hang(np.zeros((32, 64, 3)), rays, (BOX,))
    black = Softbox((0, 2, 0), (5, 0, 0), (0, 0, 5), (0, 0, 0))
    assert lit.max() > 3.0
    assert hang(lit, rays, (black,)).max() < 0.05
