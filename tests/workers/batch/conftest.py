"""A lane, and plans of the tiny cart carried out on it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from configurator.batch import Plan, check_plan
from configurator.catalog import Catalog
from tests.configurator.tiny_catalog import load_tiny
from workers.batch.lanes import Lanes
from workers.batch.run import Batch, Options, run
from workers.batch.survey import survey
from workers.home import Home

DAY = date(2026, 11, 22)
PLAN = {
    "product": "tiny",
    "combinations": {"choose": "all"},
    "pictures": {"shots": ["hero"], "sizes": [96], "formats": ["png"]},
}
Carry = Callable[..., Batch]


@pytest.fixture(scope="session")
def catalog(tiny: Path) -> Catalog:
    return load_tiny(tiny)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("batches"))


@pytest.fixture(scope="session")
def lanes(home: Home) -> Iterator[Lanes]:
    with Lanes(home.root, 1) as opened:
        yield opened


@pytest.fixture
def carry(catalog: Catalog, home: Home, lanes: Lanes, tmp_path: Path) -> Carry:
    """`carry(exact=True, pictures={…})`: the plan with these tables, into a folder of the test's own."""

    def carried(
        folder: str = "out",
        *,
        exact: bool = False,
        fail_fast: bool = False,
        prune: bool = False,
        **tables: Any,  # noqa: ANN401
    ) -> Batch:
        plan = Plan.model_validate({**PLAN, **tables}).beside(tmp_path)
        check_plan(plan, catalog, DAY)
        found = survey(plan, catalog, home, DAY)
        options = Options(tmp_path / folder, exact=exact, fail_fast=fail_fast, prune=prune)
        return run(found, catalog, lanes, options, lambda _: None)

    return carried
