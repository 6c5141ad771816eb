"""A tiny catalog on disk, and a configuration of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from configurator.configuration import read_configuration
from configurator.resolve import ResolvedConfiguration, resolve
from tests.configurator.tiny_catalog import load_tiny, write_tiny

Choose = Callable[..., ResolvedConfiguration]
NAME = {"zone": "panel", "kind": "text", "text": "Ada", "font": "great-vibes", "color": "#ffffff", "finish": "painted"}


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def choose(tiny: Path) -> Choose:
    """`choose(body_color=…)`: the tiny cart with a name on its panel, resolved."""
    catalog = load_tiny(tiny)

    def resolved(**selections: str) -> ResolvedConfiguration:
        data = json.dumps({"product": "tiny", "selections": selections, "personalizations": [NAME]})
        return resolve(read_configuration(data.encode()), catalog)

    return resolved
