"""The tiny catalog, written and read once, and configurations of it that are chosen in one line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.resolve import ResolvedConfiguration, resolve
from tests.configurator.tiny_catalog import load_tiny, write_tiny

Choose = Callable[..., ResolvedConfiguration]


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("catalog"))


@pytest.fixture(scope="session")
def catalog(tiny_folder: Path) -> Catalog:
    return load_tiny(tiny_folder)


@pytest.fixture(scope="session")
def choose(catalog: Catalog, tiny_folder: Path) -> Choose:
    """`choose(selections=…, personalizations=…, …)`: a configuration of the tiny cart, resolved."""

    def resolved(**fields: object) -> ResolvedConfiguration:
        data = json.dumps({"product": "tiny", **fields}).encode()
        return resolve(read_configuration(data, tiny_folder / "materials" / "decals"), catalog)

    return resolved
