"""What every test shares: numpy errors raise, databases of either kind, and the folder of large public models."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text

from tests.support.postgres import POSTGRES, running_postgres
from workers.database import Database, dispose_engines, sqlite_url

ROOT = Path(__file__).resolve().parent.parent

# A busy machine fails no property, and a property that holds today holds tomorrow: examples follow from the test.
hypothesis_settings.register_profile(
    "livery", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("livery")


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a Postgres of our own, on a socket of its own."""
    if POSTGRES is None:
        pytest.skip("No Postgres here: apt-get install postgresql to run these on it as well.")
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of either kind."""
    if request.param == "sqlite":
        yield Database(sqlite_url(tmp_path / "ledger.sqlite"))
        return
    name = f"test_{secrets.token_hex(4)}"
    server = create_engine(request.getfixturevalue("postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(text(f"create database {name}"))
    server.dispose()
    yield Database(server.url.set(database=name).render_as_string(hide_password=False))
    dispose_engines()
