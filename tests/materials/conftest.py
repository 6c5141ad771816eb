"""What stands in `materials/`, read once."""

import tomllib
from pathlib import Path

import pytest

from configurator.catalog.swatch import Swatch, SwatchFile

MATERIALS = Path(__file__).resolve().parents[2] / "materials"


def read_swatches() -> tuple[Swatch, ...]:
    files = sorted((MATERIALS / "swatches").glob("*.toml"))
    return tuple(s for file in files for s in SwatchFile.model_validate(tomllib.loads(file.read_text("utf-8"))).items)


@pytest.fixture(scope="session")
def materials() -> Path:
    return MATERIALS


@pytest.fixture(scope="session")
def swatches() -> tuple[Swatch, ...]:
    return read_swatches()
