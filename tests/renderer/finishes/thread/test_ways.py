"""Ways of the thread: through what is covered later, round what is not, and no further than a cut is worth."""

import numpy as np
import pytest

from renderer.artwork.drawing import svg_document
from renderer.finishes.thread.cloth import Shape, drawn_cloth
from renderer.finishes.thread.runs import Run
from renderer.finishes.thread.ways import UNSEEN_MM, Ways

U_SHAPE = "M5 5H12V28H28V5H35V35H5Z"
LEFT, RIGHT = np.array([8.0, 8.0]), np.array([32.0, 8.0])


def shapes(path: str, width: float = 40.0) -> tuple[Shape, ...]:
    return drawn_cloth(svg_document(width, 40, f'<path d="{path}" fill="#5b2a86"/>'.encode()), width, 40).shapes


def length(way: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())


def test_a_way_goes_round_what_nothing_will_cover() -> None:
    way = Ways(shapes(U_SHAPE), []).between(LEFT, RIGHT)
    assert way is not None
    assert (way[0] == LEFT).all() and (way[-1] == RIGHT).all()
    assert 58 < length(way) < 64
    inside = (way[:, 0] < 12) | (way[:, 0] > 28) | (way[:, 1] > 28 + UNSEEN_MM / 2)
    assert inside.all()


def test_straight_on_where_another_colour_comes_over_it() -> None:
    way = Ways(shapes(U_SHAPE), shapes("M10 5H30V30H10Z")).between(LEFT, RIGHT)
    assert way is not None
    assert length(way) == pytest.approx(24.0, rel=0.03)


def test_no_way_between_islands_or_from_beside_them() -> None:
    ways = Ways(shapes("M2 5H10V35H2ZM30 5H38V35H30Z"), [])
    assert ways.between(np.array([6.0, 20.0]), np.array([34.0, 20.0])) is None
    assert ways.part(np.array([6.0, 20.0])) != ways.part(np.array([34.0, 20.0]))
    assert ways.part(np.array([20.0, 20.0])) == 0


def test_a_long_way_is_cut() -> None:
    ways = Ways(shapes("M2 5H98V12H2Z", 100.0), [])
    assert ways.between(np.array([4.0, 8.0]), np.array([40.0, 8.0])) is not None
    assert ways.between(np.array([4.0, 8.0]), np.array([96.0, 8.0])) is None


def test_what_is_sewn_is_gone_round() -> None:
    ways = Ways(shapes("M2 2H38V38H2Z"), [])
    start, end = np.array([20.0, 6.0]), np.array([20.0, 34.0])
    rows = np.array([(x, y) for y in np.arange(15.0, 25.0, 0.3) for x in (8.0, 32.0)])
    ways.sew(Run(rows, "underlay"))
    straight = ways.between(start, end)
    ways.sew(Run(rows, "fill"))
    around = ways.between(start, end)
    assert straight is not None and around is not None
    assert length(straight) == pytest.approx(28.0, rel=0.03)
    assert length(around) > 34
