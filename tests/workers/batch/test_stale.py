"""A changed swatch names the pictures that show it, and no others."""

import shutil
from pathlib import Path

from configurator.batch import Plan
from configurator.catalog import Catalog
from tests.configurator.tiny_catalog import load_tiny
from tests.workers.batch.conftest import DAY, PLAN, Carry
from workers.batch.lanes import Lanes
from workers.batch.run import Options
from workers.batch.stale import Verdict, causes, stale, why
from workers.batch.survey import survey
from workers.home import Home

GOLD = "#f2b41b"


def test_a_changed_swatch_names_what_shows_it(
    carry: Carry, tiny: Path, home: Home, lanes: Lanes, catalog: Catalog, tmp_path: Path
) -> None:
    done = carry()
    plan, options = Plan.model_validate(PLAN).beside(tmp_path), Options(tmp_path / "out")

    def looked_at(by: Catalog) -> Verdict:
        return stale(survey(plan, by, home, DAY), by, lanes, options)

    assert looked_at(catalog) == Verdict((), ())
    shutil.copytree(tiny, tmp_path / "changed")
    for file in (tmp_path / "changed" / "materials" / "swatches").glob("*.toml"):
        file.write_text(file.read_text().replace(GOLD, "#b4921b"))
    changed = load_tiny(tmp_path / "changed")
    found = looked_at(changed).stale
    golden = {each.combination.number for each in done.survey.dressed if each.choices["body_color"] == "School Gold"}
    assert {each.file for each in found} == {entry.file for entry, _ in done.delivered if entry.number in golden}
    assert list(causes(found)) == [("paint.gold", len(golden))]
    (home.bakes / "bakes").rename(tmp_path / "bakes")
    try:
        before, after = looked_at(catalog), looked_at(changed)
    finally:
        (tmp_path / "bakes").rename(home.bakes / "bakes")
    every = {entry.file for entry, _ in done.delivered}
    assert (before.stale, set(before.unknown)) == ((), every), "without bakes, nothing is called stale for that alone"
    assert set(after.stale) == set(found)
    assert set(after.unknown) == every - {each.file for each in found}


def test_swatches_are_named_whole() -> None:
    assert why({"body": "paint own #112233 a1"}, {"body": "paint own #112233 b2"}, baked=True) == ("paint own",)
