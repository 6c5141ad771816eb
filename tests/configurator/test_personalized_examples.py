"""Every personalized cart in `examples/` can be built, and says nothing to be put right."""

from pathlib import Path

import pytest

from configurator.catalog import Catalog
from configurator.configuration import read_configuration
from configurator.resolve import resolve

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("golf_cart_*.json"))


@pytest.fixture(scope="module")
def cart() -> Catalog:
    return Catalog.load(ROOT / "models", ROOT / "materials")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_personalized_cart_can_be_built(file: Path, cart: Catalog) -> None:
    resolved = resolve(read_configuration(file.read_bytes(), file.parent), cart)
    assert resolved.personalizations
    assert not resolved.warnings


def test_there_are_at_least_eight() -> None:
    assert len(EXAMPLES) >= 8
