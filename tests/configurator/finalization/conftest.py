"""A tiny order with a few assets, and what it takes to close it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from configurator.finalization import Closing, finalize
from configurator.finalization.folder import SealedFolder
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from configurator.seal.keys import signing_key
from configurator.seal.revision import Acceptance, Revision
from renderer.asset import Asset
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import logo, words
from tests.support.tiny_product import checkered_png

PICTURE = checkered_png()
NOON = datetime(2027, 5, 4, 12, 0, 0, tzinfo=UTC)
Close = Callable[..., Closing]
SealInto = Callable[..., Revision]


@pytest.fixture
def order(choose: Choose) -> ResolvedConfiguration:
    return choose(quantity=2, personalizations=[words("panel"), logo(zone="tail")])


@pytest.fixture
def close(tmp_path: Path) -> Close:
    """`close(after=timedelta)`: a closing so long after noon."""

    def closing(after: timedelta = timedelta(0)) -> Closing:
        acceptance = Acceptance(terms="2027", terms_sha256=None, approver="Ann Fitzgerald", at=NOON + after)
        return Closing(acceptance, NOON + after, signing_key(tmp_path / "keys"), spec="spec-0001")

    return closing


@pytest.fixture
def seal_into(order: ResolvedConfiguration, close: Close) -> SealInto:
    """`seal_into(folder, after, expected)`: the next revision of the tiny order."""

    def sealed(folder: Path, after: timedelta = timedelta(0), expected: Revision | None = None) -> Revision:
        store = MemoryStore()
        scene_recipe(order, store)
        assets = [
            Asset("pictures/hero.png", "image/png", PICTURE),
            Asset("tiny.glb", "model/gltf-binary", b"a model"),
        ]
        return finalize(order, assets, store, SealedFolder(folder), close(after), expected)

    return sealed
