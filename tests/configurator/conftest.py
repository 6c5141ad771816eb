"""The tiny catalog, written and read once."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from tests.configurator.tiny_catalog import load_tiny, write_tiny


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("catalog"))


@pytest.fixture(scope="session")
def catalog(tiny_folder: Path) -> Catalog:
    return load_tiny(tiny_folder)
