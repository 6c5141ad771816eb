"""The engines behind one door, and how far apart they are."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from benchmarks.ball import Balls
from renderer import engines
from renderer.digest import digest_bytes
from renderer.distance import color_distance
from renderer.draft.context import describe
from renderer.engines import ENGINES, draw
from renderer.errors import EngineUnavailable, InputError
from renderer.recipe import EngineName
from renderer.store import MemoryStore

SAMPLE = ("paint.school-gold", "paint.candy-apple", "metal.chrome", "metal.brushed-aluminium", "plastic.lens-amber")
SIDE = 64
FARTHEST = 2.0
"""Mean ΔE00 over a ball, mean of the three pairs of engines."""


@pytest.fixture(scope="session")
def balls() -> Balls:
    return Balls(MemoryStore())


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engines")


def apart(balls: Balls, code: str, cache: Path) -> dict[str, float]:
    """Mean ΔE00 between each two engines."""
    document, shot = balls.document(code), balls.shot(SIDE)
    pictures = {name: engine(document, shot, balls.store, cache) for name, engine in ENGINES.items()}
    names = list(pictures)
    return {
        f"{one} {other}": color_distance(pictures[one], pictures[other])
        for number, one in enumerate(names)
        for other in names[number + 1 :]
    }


@pytest.fixture
def _all_run() -> None:
    try:
        describe()
    except EngineUnavailable as error:
        pytest.skip(error.message)


@pytest.mark.usefixtures("_all_run")
@pytest.mark.parametrize("code", SAMPLE)
def test_engines_agree_in_colour(balls: Balls, code: str, cache: Path) -> None:
    distances = apart(balls, code, cache)
    assert sum(distances.values()) / len(distances) <= FARTHEST, distances


@pytest.mark.usefixtures("_all_run")
@pytest.mark.parametrize("background", ["gradient(#e0e4e8,#6b6760)", "environment"])
def test_engines_stand_a_product_before_the_same(balls: Balls, background: str, cache: Path) -> None:
    document, shot = balls.document(SAMPLE[0]), balls.shot(32, background)
    pictures = [engine(document, shot, balls.store, cache) for engine in ENGINES.values()]
    rims = [np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]]) for picture in pictures]
    assert (rims[0] == rims[1]).all()
    assert (rims[0] == rims[2]).all()
    assert all((picture[..., 3] == 255).all() for picture in pictures)


@pytest.mark.slow
@pytest.mark.usefixtures("_all_run")
def test_engines_agree_in_every_colour_of_the_library(balls: Balls, cache: Path) -> None:
    found = {code: apart(balls, code, cache) for code in balls.catalog.swatches}
    means = {code: sum(each.values()) / len(each) for code, each in found.items()}
    assert {code: mean for code, mean in means.items() if mean > FARTHEST} == {}


def test_recipes_and_engines_know_the_same_names() -> None:
    assert set(get_args(EngineName)) == set(ENGINES)


def test_an_unknown_engine_is_refused(balls: Balls, cache: Path) -> None:
    with pytest.raises(InputError, match=r"There is no engine 'watercolour'\. There are: studio"):
        draw("watercolour", balls.document(SAMPLE[0]), balls.shot(SIDE), balls.store, cache)


def test_where_an_engine_cannot_run_studio_draws_and_says_so(
    balls: Balls, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> engines.Pixels:
        raise EngineUnavailable("No OpenGL here.")

    monkeypatch.setitem(ENGINES, "draft", missing)
    document, shot = balls.document(SAMPLE[0]), balls.shot(SIDE)
    drawn = draw("draft", document, shot, balls.store, cache)
    assert (drawn.engine, drawn.note) == ("studio", "Asked for draft, drawn by studio: No OpenGL here.")
    own = draw("studio", document, shot, balls.store, cache)
    assert digest_bytes(drawn.pixels.tobytes()) == digest_bytes(own.pixels.tobytes())
    assert own.note == ""
