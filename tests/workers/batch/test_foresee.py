"""What a dry run says is what a run then does."""

from pathlib import Path

from configurator.batch import Plan
from configurator.catalog import Catalog
from tests.workers.batch.conftest import DAY, PLAN, Carry
from workers.batch.foresee import foresee
from workers.batch.lanes import Lanes
from workers.batch.run import Options
from workers.batch.survey import survey
from workers.home import Home


def test_the_numbers_of_a_dry_run_are_those_of_the_run(
    carry: Carry, catalog: Catalog, home: Home, lanes: Lanes, tmp_path: Path
) -> None:
    tables = {"pictures": {"shots": ["hero"], "sizes": [112], "formats": ["png", "webp"]}}
    plan = Plan.model_validate({**PLAN, **tables}).beside(tmp_path)
    found, options = survey(plan, catalog, home, DAY), Options(tmp_path / "out")
    before = foresee(found, catalog, lanes, options, 1)
    assert not (tmp_path / "out").exists()
    done = carry(**tables)
    entries = list(done.delivered)
    assert before.files == len(entries)
    assert before.distinct == before.draws == len({entry.target for entry, _ in entries}) == done.drawn
    assert before.bakes == len(list(found.all_sheets)) - 2, "two are made to learn what they cost"
    assert abs(before.size / sum(made.size for made in {made.key: made for _, made in entries}.values()) - 1) < 0.2
    after = foresee(found, catalog, lanes, options, 1)
    assert (after.draws, after.bakes, after.files) == (0, 0, before.files)


def test_of_what_cannot_be_built_nothing_is_foreseen(
    catalog: Catalog, home: Home, lanes: Lanes, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("sku,body_color\n1,paint.nowhere\n")
    plan = Plan.model_validate({**PLAN, "combinations": {"choose": "list", "file": "list.csv"}}).beside(tmp_path)
    forecast = foresee(survey(plan, catalog, home, DAY), catalog, lanes, Options(tmp_path / "out"), 1)
    assert (forecast.combinations, forecast.files, forecast.draws, forecast.bakes, forecast.size) == (1, 0, 0, 0, 0)
