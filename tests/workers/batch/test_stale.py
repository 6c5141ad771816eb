"""A changed swatch names the pictures that show it, and no others."""

import shutil
from pathlib import Path

from configurator.batch import Plan
from configurator.catalog import Catalog
from tests.configurator.tiny_catalog import load_tiny
from tests.workers.batch.conftest import DAY, PLAN, Carry
from workers.batch.lanes import Lanes
from workers.batch.run import Options
from workers.batch.stale import Stale, causes, stale
from workers.batch.survey import survey
from workers.home import Home

GOLD = "#f2b41b"


def test_a_changed_swatch_names_what_shows_it(
    carry: Carry, tiny: Path, home: Home, lanes: Lanes, catalog: Catalog, tmp_path: Path
) -> None:
    done = carry()
    plan, options = Plan.model_validate(PLAN).beside(tmp_path), Options(tmp_path / "out")

    def looked_at(by: Catalog) -> list[Stale]:
        return stale(survey(plan, by, home, DAY), by, lanes, options)

    assert looked_at(catalog) == []
    shutil.copytree(tiny, tmp_path / "changed")
    for file in (tmp_path / "changed" / "materials" / "swatches").glob("*.toml"):
        file.write_text(file.read_text().replace(GOLD, "#b4921b"))
    found = looked_at(load_tiny(tmp_path / "changed"))
    golden = {each.combination.number for each in done.survey.dressed if each.choices["body_color"] == "School Gold"}
    assert {each.file for each in found} == {entry.file for entry, _ in done.delivered if entry.number in golden}
    assert list(causes(found)) == [("paint.gold", len(golden))]
