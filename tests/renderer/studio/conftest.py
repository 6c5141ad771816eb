from pathlib import Path

import pytest

from tests.renderer.studio.studio_scene import StudioScene


@pytest.fixture(scope="session")
def bakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bakes")


@pytest.fixture
def scene(bakes: Path) -> StudioScene:
    """A scene whose bakes and environments are shared by all tests: what is the same is made once."""
    return StudioScene(bakes)
