"""Tests that need an npm package skip, with its message, where that is not installed."""

import pytest

from renderer.errors import EngineUnavailable
from renderer.export.v8 import npm_file


def skip_without(package: str, *path: str) -> None:
    """Skip the test that asks where this file of `package` is missing."""
    try:
        npm_file(package, *path)
    except EngineUnavailable as missing:
        pytest.skip(missing.message)
