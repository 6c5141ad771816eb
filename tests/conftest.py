"""What every test shares: numpy errors raise, and the folder of large public models where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _numpy_errors_raise() -> Iterator[None]:
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Public models and environments for trials: `LIVERY_SHARED`, or `shared` beside the checkout."""
    folder = Path(os.environ.get("LIVERY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("No folder of public models: set LIVERY_SHARED to run this trial.")
    return folder
