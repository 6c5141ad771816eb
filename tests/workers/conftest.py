"""A tiny catalog on disk, a configuration of it, and homes to work in."""

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from configurator.configuration import read_configuration
from configurator.resolve import ResolvedConfiguration, resolve
from tests.configurator.tiny_catalog import load_tiny, write_tiny
from tests.support.postgres import POSTGRES, running_postgres
from workers.database import Database, dispose_engines, sqlite_url

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


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Postgres of our own, on a socket of its own."""
    if POSTGRES is None:
        pytest.skip("No Postgres here: apt-get install postgresql to run these on it as well.")
    with running_postgres(tmp_path_factory.mktemp("postgres")) as url:
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
